"""The index: Whoosh, behind `interface.Search`; rebuilt from the library at any time, never the record."""
