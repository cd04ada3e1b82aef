"""Office files: decks, texts and sheets of Office and LibreOffice."""
