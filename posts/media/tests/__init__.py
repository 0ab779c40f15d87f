"""Tests of this room, one file per SQL function and per endpoint group."""
