"""What comes in from other systems and goes out to them: imports, exports, backups, erasure."""

from contentlib.exchange.backup import back_up
from contentlib.exchange.crm_import import import_activity
from contentlib.exchange.crm_intake import USUAL_SOURCE, CrmIntake
from contentlib.exchange.forget import Forgotten, forget_contact
from contentlib.exchange.table_export import export_library

__all__ = ["USUAL_SOURCE", "CrmIntake", "Forgotten", "back_up", "export_library", "forget_contact", "import_activity"]
