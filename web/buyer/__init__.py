"""What a buyer sees behind a tracked link."""
