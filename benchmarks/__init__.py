"""What compares the reader with others and with its own bars; every figure of docs/ comes from here."""
