package format

var lengthSection = Section{
	Name: "distributions", Title: "Lengths of time and distributions",
	Kinds: []Kind{
		{Name: "distribution", Called: "a length of time", Place: "organisation.flows.web-order.steps.ship.work", About: "A random length of time by two things known of it: a lognormal distribution.", Keys: []Key{
			{Name: "usual", Beside: []string{"nine-in-ten"}, Is: elapsed, Means: "The median: half of all take longer.", Example: "5m"},
			{Name: "mean", Beside: []string{"cv"}, Is: elapsed, Means: "The average.", Example: "6m"},
			{Name: "nine-in-ten", Beside: []string{"usual"}, Is: elapsed, Means: "What nine in ten stay below.", Example: "12m"},
			{Name: "cv", Beside: []string{"mean"}, Is: number, Means: "The coefficient of variation: standard deviation divided by mean.", Example: "0.8"},
			{Name: "at-least", Beside: []string{"usual", "nine-in-ten"}, Is: elapsed, Means: "The shortest it can be: what is drawn below counts as this.", Default: "no limit", Example: "2m"},
			{Name: "at-most", Beside: []string{"usual", "nine-in-ten"}, Is: elapsed, Means: "The longest it can be: what is drawn above counts as this.", Default: "no limit", Example: "30m"},
		}},
		{Name: "number", Called: "a number that differs", Place: "organisation.flows.web-order.attributes.weight", About: "A random number, such as an amount or a size, by two things known of it: a lognormal distribution.", Keys: []Key{
			{Name: "usual", Beside: []string{"nine-in-ten"}, Is: number, Means: "The median: half of all are greater.", Example: "2"},
			{Name: "mean", Beside: []string{"cv"}, Is: number, Means: "The average.", Example: "3"},
			{Name: "nine-in-ten", Beside: []string{"usual"}, Is: number, Means: "What nine in ten stay below.", Example: "6"},
			{Name: "cv", Beside: []string{"mean"}, Is: number, Means: "The coefficient of variation: standard deviation divided by mean.", Example: "0.8"},
			{Name: "at-least", Beside: []string{"usual", "nine-in-ten"}, Is: number, Means: "The least it can be: what is drawn below counts as this.", Default: "no limit", Example: "1"},
			{Name: "at-most", Beside: []string{"usual", "nine-in-ten"}, Is: number, Means: "The greatest it can be: what is drawn above counts as this.", Default: "no limit", Example: "40"},
		}},
	},
}
