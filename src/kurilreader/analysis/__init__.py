"""An article becomes an analysis: entities, statements, parties, kinds, topics, positions, a summary."""
