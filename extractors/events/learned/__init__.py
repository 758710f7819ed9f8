"""Which events does the evidence bear out? Rules and finder propose, learned layers say who, when and how likely."""
