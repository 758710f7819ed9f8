"""A family of the tests' own, whose single rule no bundled one interferes with."""

RULE = """
family = "knitting"
definition = "States knit for each other."

[types.knit]
definition = "A state knits something for another."
source = { who = "who knits" }
target = { who = "whom it keeps warm" }

[[rules]]
id = "knitting.knit.verb"
type = "knit"
trigger = { lemma = ["knit"], pos = "VERB" }
source = ["subject"]
target = ["oblique:for"]
with = { object = ["scarf", "sock"] }
"""
RIGHT = """examples = ["In {date=1998:1998} {source=NOR:Norway} {trigger:knitted} a scarf for {target=SWE:Sweden}."]
non_examples = ["Peru knitted its brows."]
"""
WRONG = """examples = [
  "In {date=1999:1998} {source=NOR:Norway} {trigger:knitted} a scarf for {target=SWE:Sweden}.",
  "{source=CHL:Chile} {trigger:knitted} hats for {target=PER:Peru}.",
  "{source=GHA:Ghana} did not {trigger:knit} a scarf for {target=TGO:Togo}.",
  "{source=GHA:Ghana} knitted a {trigger:scarf} for {target=BEN:Togo}.",
]
non_examples = ["Peru knitted a sock for Chile.", "Peru knitted its brows."]
"""
