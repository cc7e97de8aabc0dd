# What somebody hears who may not do something: whom it is for, that nothing was done, and whom to ask.

roles-not-employee = Koers is for the employees of { $organisation }. Right now I do not see you in the group of employees, so I have done nothing. Do you belong there? Ask { $contact }: { $address }.
roles-not-manager = This is for managers: they arrange things for their team here. Right now I do not see that you lead a team, so I have done nothing. Do you lead one? Ask { $contact }: { $address }.
roles-not-communication = This is for communication: they make messages for colleagues here. You do not have that role now, so I have done nothing. Do you need the role? Ask { $contact }: { $address }.
roles-not-approver = This is for colleagues who approve answers and messages. You do not have that role now, so I have done nothing. Do you need the role? Ask { $contact }: { $address }.
roles-not-facility = This is for the colleagues of the buildings: they manage the workplaces here. You do not have that role now, so I have done nothing. Do you need the role? Ask { $contact }: { $address }.
roles-not-payroll = This is for payroll: they process home-working days and allowances here. You do not have that role now, so I have done nothing. Do you need the role? Ask { $contact }: { $address }.
roles-not-vision-owner = This is for the owner of the vision, who sees here which questions have no answer, and adds one. You do not have that role now, so I have done nothing. Do you need the role? Ask { $contact }: { $address }.
roles-not-portfolio = This is for the colleagues who look after the projects of the whole organisation. You do not have that role now, so I have done nothing. Do you need the role? Ask { $contact }: { $address }.
roles-not-administrator = This is for the administrator of Koers, who keeps Koers working well. You do not have that role now, so I have done nothing. Do you need the role? Ask { $contact }: { $address }.
roles-unclear = I cannot tell whether you may do this, because the group for this role is not set up well. So I have done nothing. Please report it to { $contact }: { $address }.
roles-unavailable = I cannot check right now whether you may do this, so I have done nothing. Please try again in a few minutes.
