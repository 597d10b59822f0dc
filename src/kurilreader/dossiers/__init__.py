"""The dossiers that come with the program, one TOML file each; docs/dossiers.md describes the format."""
