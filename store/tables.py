"""All tables in one import, for migrations and tests."""

from store.announcement_drafts import AnnouncementDraftRow
from store.announcements import AcknowledgementRow, AnnouncementRow
from store.arrivals import ArrivalRow
from store.booking_cards import BookingCardRow
from store.booking_events import BookingCursorRow, BookingEventRow
from store.booking_slots import PersonSlotRow, PlaceSlotRow
from store.bookings import BookingRow
from store.campaigns import CampaignRow, DigestRow
from store.conversations import ConversationRow
from store.database import Base
from store.delegations import DelegationRow
from store.deliveries import DeliveryRow
from store.drafts import DraftRow
from store.effects import EffectRow
from store.expansions import EmbeddingRow, ExpansionRow
from store.feedback import FeedbackRow
from store.inbox import InboxRow
from store.initiative_drafts import InitiativeDraftRow
from store.initiative_people import InitiativeCommentRow, InitiativePersonRow, InitiativeStatusRow
from store.initiatives import InitiativeRevisionRow, InitiativeRow
from store.learning import AnswerLinkRow, UnansweredRow
from store.library import LibraryCursorRow, LibraryDocumentRow
from store.mirror import MirrorCursorRow, MirrorItemRow
from store.occupancy import OccupancyRow
from store.own_calendars import OwnCalendarRow
from store.pace import PaceRow
from store.people import PersonRow
from store.places import PlaceRow
from store.places_busy import PlaceBusyRow
from store.processes import LeaseRow, ProcessRow
from store.project_files import ProjectFileRow, ProjectFolderRow
from store.projects.records import ProjectEditionRow, ProjectEventRow, ProjectPersonRow, ProjectRow, StandInRow
from store.projects.reports import ProjectReportEditionRow, ProjectReportRow, ProjectSeriesRow
from store.proposals import ProposalRow
from store.quiet_hours import QuietHoursRow
from store.spending import SpendingRow
from store.team_days import TeamDayRow, TeamMemberRow
from store.tokens import TokenRow
from store.turns import TurnRow
from store.waiting_list import WaitingRow
from store.weekly import WeeklyRow
from store.workdays import WorkdayRow
from store.workdays_choices import WorkdayChoicesRow
from store.workdays_corrections import WorkdayCorrectionRow
from store.workdays_presence import WorkdayPresenceRow
from store.workdays_weeks import WorkdayWeekRow

__all__ = [
    "AcknowledgementRow",
    "AnnouncementDraftRow",
    "AnnouncementRow",
    "AnswerLinkRow",
    "ArrivalRow",
    "Base",
    "BookingCardRow",
    "BookingCursorRow",
    "BookingEventRow",
    "BookingRow",
    "CampaignRow",
    "ConversationRow",
    "DelegationRow",
    "DeliveryRow",
    "DigestRow",
    "DraftRow",
    "EffectRow",
    "EmbeddingRow",
    "ExpansionRow",
    "FeedbackRow",
    "InboxRow",
    "InitiativeCommentRow",
    "InitiativeDraftRow",
    "InitiativePersonRow",
    "InitiativeRevisionRow",
    "InitiativeRow",
    "InitiativeStatusRow",
    "LeaseRow",
    "LibraryCursorRow",
    "LibraryDocumentRow",
    "MirrorCursorRow",
    "MirrorItemRow",
    "OccupancyRow",
    "OwnCalendarRow",
    "PaceRow",
    "PersonRow",
    "PersonSlotRow",
    "PlaceBusyRow",
    "PlaceRow",
    "PlaceSlotRow",
    "ProcessRow",
    "ProjectEditionRow",
    "ProjectEventRow",
    "ProjectFileRow",
    "ProjectFolderRow",
    "ProjectPersonRow",
    "ProjectReportEditionRow",
    "ProjectReportRow",
    "ProjectRow",
    "ProjectSeriesRow",
    "ProposalRow",
    "QuietHoursRow",
    "SpendingRow",
    "StandInRow",
    "TeamDayRow",
    "TeamMemberRow",
    "TokenRow",
    "TurnRow",
    "UnansweredRow",
    "WaitingRow",
    "WeeklyRow",
    "WorkdayChoicesRow",
    "WorkdayCorrectionRow",
    "WorkdayPresenceRow",
    "WorkdayRow",
    "WorkdayWeekRow",
]
