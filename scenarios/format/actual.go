package format

var statedScalar = Scalar{
	Name: "stated number", Says: "a value as for expectations, `87 %`; a range, `610 to 720`; or `about 12.5 days`, a tenth more or less, of shares two points at most; what grows with time is `40 per week`, and a number of orders can also be a share of those placed, `6.5 %`",
	Pattern: `^.*[0-9].*$`, Number: true, Example: "610 to 720",
}

var actualKind = Kind{
	Name: "actual", Called: "`actual`", Place: "organisation.actual",
	About:  "What really happened, by the paths that expectations know. `ripple check` plays the model as it is for sixty days, a few times, and sets what comes out beside it; `ripple run` does the same with its baseline.",
	AnyKey: &Value{Scalar: &statedScalar}, KeyCalled: "paths, as in expectations",
	Keys: []Key{
		{Name: "source", Is: text, Means: "Where the numbers come from.", Default: "nothing is said", Example: "the claims system, last quarter of 2025"},
	},
}

var actuals = Part{
	Name: "stated-against-simulated", Title: "Stated against simulated",
	Text: "What is simulated has a 95 % range. It is above, or below, when the whole range lies on that side of what is stated. Otherwise it fits, if the range goes past what is stated by no more than a fifth of it, of a share five points at most; and if it goes further, the replications are too few to say. `per day` is an open day of the organisation, as in rates; the other times are on the calendar.",
	Code: `actual:
  source: the claims system, last quarter of 2025
  consumers.on-time: 87 %
  consumers.lost: 6.5 %
  hospitals.late: 2 to 4 per week
  hospitals.lead-time: about 12.5 days
  manufacturing.backlog: 610 to 720`,
	Table: [][]string{
		{"written as", "is"},
		{"87 %, 12.5 days, 640", "exactly that"},
		{"610 to 720", "anything between"},
		{"about 640", "a tenth more or less; of a share two points at most"},
		{"40 per week", "a number of what grows with time: orders, steps, money"},
		{"6.5 %, of `lost`, `late` and the like", "that share of the orders placed"},
	},
}
