"""GoTrue's contract, failure by failure: what the code can refuse, and the table that has it do so."""
