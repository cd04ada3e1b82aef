"""Processes of their own for whatever opens a stranger's file: guarded, limited, and replaced when they fall."""

from indexer.processes.drive_file import DriveFile
from indexer.processes.errands import outside
from indexer.processes.guard import Failed, Read, Reader, ReadOutcome
from indexer.processes.lanes import Lanes
from indexer.processes.lock_down import Locks, lock_program
from indexer.processes.locked_work import do_locked
from indexer.processes.process_limits import MB, Limits, cut_off_network, limit_memory, limit_process

__all__ = [
    "MB", "DriveFile", "Failed", "Lanes", "Limits", "Locks", "Read", "ReadOutcome", "Reader", "cut_off_network",
    "do_locked", "limit_memory", "limit_process", "lock_program", "outside",
]  # fmt: skip
