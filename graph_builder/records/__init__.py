"""Records of what stewards decided: one small file each, applied at every build."""

from graph_builder.records.decided import Decided
from graph_builder.records.folder import Folder, read_records, write_record
from graph_builder.records.record import VERDICTS, Quote, Record, RecordError

__all__ = ["VERDICTS", "Decided", "Folder", "Quote", "Record", "RecordError", "read_records", "write_record"]
