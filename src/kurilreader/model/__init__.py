"""The shipped model: network, vocabulary and decoding weights; made by training/, described in docs/model.md."""
