"""Pages of ballots on paper, in the order in which a village does them."""
