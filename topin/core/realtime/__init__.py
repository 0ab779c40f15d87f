"""Sockets: the protocol topin.v1, streams of events that resume, hints that wake them (docs/realtime.md)."""
