-- Words of quotes and sentences, stemmed and without accents:
-- SELECT e.* FROM events_fts f JOIN events e ON e.rowid = f.rowid WHERE events_fts MATCH 'treaty AND border'

CREATE VIRTUAL TABLE events_fts USING fts5(quote, content="events", content_rowid="rowid", tokenize="porter unicode61 remove_diacritics 2");
INSERT INTO events_fts (events_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE sentences_fts USING fts5(text, content="sentences", content_rowid="rowid", tokenize="porter unicode61 remove_diacritics 2");
INSERT INTO sentences_fts (sentences_fts) VALUES ('rebuild');
