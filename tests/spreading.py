"""Test files spread over processes so that one that falls costs its own test and no other.

pytest-xdist gives a fallen process's files to the next one, those that were through already among them; who is given
nothing to run reports nothing, is never asked again, and the run stands still (seen with 3.8). Nor is the test that
brought the process down tried on the next: it would bring that one down, too.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController


class SteadyFiles(LoadFileScheduling):  # type: ignore[misc]  # its library has no types
    """Whole files for each process; of a fallen process's files, what was not run yet."""

    def remove_node(self, node: WorkerController) -> str | None:
        """Take the process out and hand its open work on; the test it fell over, None where it had run all."""
        files: dict[str, dict[str, bool]] = self.assigned_work.pop(node)
        fallen = next((test for tests in files.values() for test, done in tests.items() if not done), None)
        if fallen is None:
            return None
        files[self._split_scope(fallen)][fallen] = True
        self.workqueue.update({file: tests for file, tests in files.items() if not all(tests.values())})
        for other in self.nodes:
            self._reschedule(other)
        return fallen

    def _reschedule(self, node: WorkerController) -> None:
        """Give the process more where it runs short: it runs a test once it knows the next one, or that none comes."""
        if node not in self.registered_collections:
            return
        super()._reschedule(node)
        while not node.shutting_down and self._pending_of(self.assigned_work[node]) < 2:
            super()._reschedule(node)
