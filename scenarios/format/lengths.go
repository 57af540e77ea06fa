package format

var lengthSection = Section{
	Name: "distributions", Title: "Lengths of time and distributions",
	Kinds: []Kind{
		{Name: "distribution", Called: "a length of time", Place: "organisation.flows.web-order.steps.ship.work", About: "A random length of time by two things known of it: a lognormal distribution.", Keys: []Key{
			{Name: "usual", Beside: []string{"nine-in-ten"}, Is: elapsed, Means: "The median: half of all take longer.", Example: "5m"},
			{Name: "mean", Beside: []string{"cv"}, Is: elapsed, Means: "The average.", Example: "6m"},
			{Name: "nine-in-ten", Beside: []string{"usual"}, Is: elapsed, Means: "What nine in ten stay below.", Example: "12m"},
			{Name: "cv", Beside: []string{"mean"}, Is: Value{Scalar: &numberScalar}, Means: "The coefficient of variation: standard deviation divided by mean.", Example: "0.8"},
			{Name: "at-least", Beside: []string{"usual", "nine-in-ten"}, Is: elapsed, Means: "The shortest it can be: what is drawn below counts as this.", Default: "no limit", Example: "2m"},
		}},
	},
}

var numberScalar = Scalar{Name: "number", Says: "a number, with a point for fractions", Pattern: `^` + digits + mark + `$`, Number: true, Example: "0.5"}
