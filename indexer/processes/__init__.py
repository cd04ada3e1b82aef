"""Processes of their own for whatever opens a stranger's file: guarded, limited, and replaced when they fall."""
