"""Widgets take data in and send messages out; none of them knows the desk."""
