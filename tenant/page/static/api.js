// The page's requests to the local tenant, one function each.

/** A request that failed, with words for the person who made it. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function request(method, path, body) {
  const options = { method, headers: {} };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError("", 0); // the server is gone: the page says so in its own words
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    const words = typeof answer?.error === "string" ? answer.error : answer?.error?.message;
    throw new ApiError(words ?? "", response.status);
  }
  return answer;
}

const at = (conversation) => `/chat/conversations/${encodeURIComponent(conversation)}`;
const message = (conversation, id) => `${at(conversation)}/messages/${encodeURIComponent(id)}`;

/** Who one can be, where one can talk, and the bot's commands in `language`. */
export const session = (language) => request("GET", `/chat/session?language=${language}`);

export const messages = async (conversation, person) =>
  (await request("GET", `${at(conversation)}/messages?person=${encodeURIComponent(person)}`)).messages;

/** Send `{person, text, replyTo?, mention}`. */
export const send = (conversation, body) => request("POST", `${at(conversation)}/messages`, body);

/** Change the text of one's own message. */
export const edit = (conversation, id, body) => request("PATCH", message(conversation, id), body);

/** Delete one's own message. */
export const remove = (conversation, id, person) => request("DELETE", message(conversation, id), { person });

/** Send an invoke `{person, messageId, name, value}` to the bot; gives its `{status, body}`. */
export const invoke = (conversation, body) => request("POST", `${at(conversation)}/invoke`, body);

/** Send what an Action.Submit gathered: `{person, messageId, value}`. */
export const submit = (conversation, body) => request("POST", `${at(conversation)}/submit`, body);

/** Send a card that the message extension found: `{person, card, replyTo?}`. */
export const insert = (conversation, body) => request("POST", `${at(conversation)}/cards`, body);

/** The people picker of a card: `{results}` of who fits `text`, without the bot. */
export const pick = (conversation, person, text, dataset) => request("GET", `${at(conversation)}/people?${new URLSearchParams({ person, text, dataset })}`);

/** Stop the bot in the middle of writing. */
export const stop = (conversation, stream, person) => request("POST", `${at(conversation)}/streams/${encodeURIComponent(stream)}/stop`, { person });

/** Add the bot or take it away: `{person, installed, conversation}`. */
export const install = (body) => request("POST", "/chat/install", body);

/** The token that Teams gets for `person`, to sign in without asking: `{token}`. Fails with Teams' code for why not. */
export const singleSignOn = (person, resource) => request("POST", "/chat/sso", { person, resource });

export const library = () => request("GET", "/chat/tenant/library");
export const upload = (form) => request("POST", "/chat/tenant/library/upload", form);
export const rename = (item, name) => request("PATCH", `/chat/tenant/library/${encodeURIComponent(item)}`, { name });
export const removeFile = (item) => request("DELETE", `/chat/tenant/library/${encodeURIComponent(item)}`);
export const share = (item, everyone) => request("POST", "/chat/tenant/permissions", { item, everyone });
export const tenantPeople = () => request("GET", "/chat/tenant/people");
export const tenantGroups = () => request("GET", "/chat/tenant/groups");
/** What the bot sent, as far as this person may see it. */
export const sent = (person) => request("GET", `/chat/tenant/sent?person=${encodeURIComponent(person)}`);
export const requests = () => request("GET", "/chat/tenant/requests");

/** Whose calendars there are. */
export const agendaMailboxes = () => request("GET", "/chat/tenant/agenda/mailboxes");
/** What is in a calendar from `day` on. */
export const agenda = (mailbox, day, days) => request("GET", `/chat/tenant/agenda?${new URLSearchParams({ mailbox, day, days })}`);
/** Add `{mailbox, subject, day, start, end, place}`. */
export const agendaNew = (body) => request("POST", "/chat/tenant/agenda", body);
/** Accept, decline, delete or cancel an appointment of a mailbox. */
export const agendaAct = (mailbox, event, deed) => request("POST", `/chat/tenant/agenda/${encodeURIComponent(event)}`, { mailbox, do: deed });

const sharepointList = (list) => `/chat/tenant/sharepoint/lists/${encodeURIComponent(list)}`;
const sharepointItem = (list, number) => `${sharepointList(list)}/items/${number}`;
const sharepointLibrary = (library) => `/chat/tenant/sharepoint/libraries/${encodeURIComponent(library)}`;
const sharepointFile = (item) => `/chat/tenant/sharepoint/files/${encodeURIComponent(item)}`;

/** The sites with their libraries and lists, and as whom one can work there. */
export const sharepoint = () => request("GET", "/chat/tenant/sharepoint");
/** A list with its columns and the items after one number that have these words. */
export const listItems = (list, { after = 0, find = "" } = {}) => request("GET", `${sharepointList(list)}?${new URLSearchParams({ after, find })}`);
export const listItem = (list, number) => request("GET", sharepointItem(list, number));
/** Add `{person, fields}`. */
export const addListItem = (list, body) => request("POST", `${sharepointList(list)}/items`, body);
/** Change `{person, fields, etag}`. */
export const changeListItem = (list, number, body) => request("PATCH", sharepointItem(list, number), body);
export const deleteListItem = (list, number, person) => request("DELETE", sharepointItem(list, number), { person });
export const listItemVersions = (list, number) => request("GET", `${sharepointItem(list, number)}/versions`);
export const restoreListItem = (list, number, version, person) => request("POST", `${sharepointItem(list, number)}/versions/${version}`, { person });
/** What is in a folder of a library. */
export const libraryFolder = (library, folder) => request("GET", `${sharepointLibrary(library)}?${new URLSearchParams({ folder })}`);
/** Make `{folder, name, person}`. */
export const makeFolder = (library, body) => request("POST", `${sharepointLibrary(library)}/folders`, body);
/** Upload a form with `file`, `person` and `folder`, or `item` for a new version. */
export const uploadTo = (library, form) => request("POST", `${sharepointLibrary(library)}/files`, form);
/** Open a file as Word does, or close it. */
export const holdFile = (item, person, open) => request("POST", `${sharepointFile(item)}/hold`, { person, open });
export const fileAddress = (item, version) => `${sharepointFile(item)}/content${version ? `?version=${version}` : ""}`;
/** Wait until there is a PDF of a file. */
export const pdfReady = (item) => request("GET", `${sharepointFile(item)}/pdf?ready`);
export const pdfAddress = (item) => `${sharepointFile(item)}/pdf`;

export const faults = () => request("GET", "/admin/faults");
export const setFault = (fault) => request("POST", "/admin/faults", fault);
export const clearFaults = () => request("DELETE", "/admin/faults");
