"""What a text is made of: its lines -> paragraphs, headings, entries of chronologies, rows of tables, lists."""
