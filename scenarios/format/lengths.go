package format

var lengthSection = Section{
	Name: "lengths", Title: "Lengths of time and distributions",
	Intro: "Where a length of time is expected, a fixed one or a random one can be written.",
	Kinds: []Kind{
		{Name: "distribution", Called: "a length of time", Place: "organisation.flows.web-order.steps.ship.work", About: "A random length of time by two things that are known of it: a lognormal distribution, which most work and most waits resemble.", Some: [][]string{{"usual", "mean", "nine-in-ten", "cv"}}, Keys: stated},
		{Name: "number", Called: "a number that differs", Place: "organisation.flows.web-order.attributes.weight", About: "A random number, such as an amount or a size, by two things that are known of it: a lognormal distribution, which most work and most waits resemble.", Some: [][]string{{"usual", "mean", "nine-in-ten", "cv"}}, Keys: []Key{
			{Name: "usual", Beside: []string{"nine-in-ten"}, Is: number, Means: "The median: half of all are greater.", Example: "2"},
			{Name: "mean", Beside: []string{"cv"}, Is: number, Means: "The average.", Example: "3"},
			{Name: "nine-in-ten", Beside: []string{"usual"}, Is: number, Means: "What nine in ten stay below.", Example: "6"},
			{Name: "cv", Beside: []string{"mean"}, Is: number, Means: "The coefficient of variation: the standard deviation divided by the mean.", Example: "0.8"},
			{Name: "at-least", Beside: []string{"usual", "nine-in-ten"}, Is: number, Means: "The least it can be: what is drawn below counts as this.", Default: "no limit", Example: "1"},
			{Name: "at-most", Beside: []string{"usual", "nine-in-ten"}, Is: number, Means: "The greatest it can be: what is drawn above counts as this.", Default: "no limit", Example: "40"},
		}},
	},
	Parts: []Part{durations, distributionTable()},
}

// stated are the ways to state a random length of time by what is known of it.
var stated = []Key{
	{Name: "usual", Beside: []string{"nine-in-ten"}, Is: span, Means: "The median: half of all take longer.", Example: "5m"},
	{Name: "mean", Beside: []string{"cv"}, Is: span, Means: "The average.", Example: "6m"},
	{Name: "nine-in-ten", Beside: []string{"usual"}, Is: span, Means: "What nine in ten stay below.", Example: "12m"},
	{Name: "cv", Beside: []string{"mean"}, Is: number, Means: "The coefficient of variation: the standard deviation divided by the mean.", Example: "0.8"},
	{Name: "at-least", Beside: []string{"usual", "nine-in-ten"}, Is: span, Means: "The shortest it can be: what is drawn below counts as this.", Default: "no limit", Example: "2m"},
	{Name: "at-most", Beside: []string{"usual", "nine-in-ten"}, Is: span, Means: "The longest it can be: what is drawn above counts as this.", Default: "no limit", Example: "30m"},
}

var durations = Part{
	Name: "durations", Title: "Lengths of time",
	Text: `A length of time is a number with its unit, without a space or with one: 5m, 2h, 1h30m, 3 days. Units that can be added may follow one another.

What a length counts depends on where it stands. Work counts the working time of one person: it pauses at closing time, unless people stay to finish (at-close). Handoffs, waits and failures count elapsed time, nights and weekends included; a day is then 24 hours. Promises, patience and the "for" of what happens may also be in days that keep the time of day, in working days and in working hours, which follow the organisation's calendar.

From a moment outside of the opening hours, working days count from the next working day. When summer time begins or ends, hours stay hours and days keep the time of day.`,
	Table: [][]string{
		{"unit", "written as", "is"},
		{"millisecond", "ms, millisecond", "the smallest step of time"},
		{"second", "s, sec, second", ""},
		{"minute", "m, min, minute", ""},
		{"hour", "h, hour", ""},
		{"day", "d, day, calendar day", "in work: not allowed; as elapsed time: 24 hours; in promises and the like: the same time of day, so many days later"},
		{"week", "w, week", "7 days"},
		{"working day", "working day", "the same time of day, so many working days later"},
		{"working hour", "working hour, working minute", "of the organisation's opening hours; in work the same as an hour"},
	},
}

// Distribution is a shape of random lengths.
type Distribution struct {
	Name string
	// Form shows how it is written, in messages too.
	Form string
	// Example is one that can be read, Mean and SD are its mean and standard
	// deviation in seconds.
	Example  string
	Mean, SD float64
	// Formula is its density, or how it is drawn, and what mean and deviation follow.
	Formula string
}

// Distributions are all shapes, in the order of the reference.
func Distributions() []Distribution {
	return []Distribution{
		{"fixed", "fixed(5m)", "fixed(5m)", 300, 0, "always the same; `5m` alone means this"},
		{"exponential", "exponential(5m)", "exponential(5m)", 300, 300, "density exp(−x/m)/m with mean m; deviation m. Times between events that know nothing of each other"},
		{"uniform", "uniform(2m; 8m)", "uniform(2m; 8m)", 300, 103.923048, "even between low a and high b: mean (a+b)/2, variance (b−a)²/12"},
		{"triangular", "triangular(2m; 5m; 20m): lowest, most frequent, highest", "triangular(2m; 5m; 20m)", 540, 236.220236, "rises from a to its peak c and falls to b: mean (a+b+c)/3, variance (a²+b²+c²−ab−ac−bc)/18"},
		{"pert", "pert(2m; 5m; 20m): lowest, most frequent, highest", "pert(2m; 5m; 20m)", 420, 182.834820, "a beta on a to b with shapes 1+4(c−a)/(b−a) and 1+4(b−c)/(b−a): mean μ = (a+4c+b)/6, variance (μ−a)(b−μ)/7"},
		{"normal", "normal(mean 10m; sd 2m)", "normal(mean 10m; sd 2m)", 600.000179, 119.999107, "density ∝ exp(−(x−μ)²/(2σ²)), what lies below 0 cut away; `cv 0.2` may stand for `sd`"},
		{"lognormal", "lognormal(usual 5m; nine-in-ten 12m), lognormal(mean 6m; p90 12m) or lognormal(mean 6m; cv 0.8)", "lognormal(mean 6m; cv 0.8)", 360, 288, "exp(μ+σz), z standard normal: median exp(μ), mean exp(μ+σ²/2), cv² = exp(σ²)−1, nine in ten below exp(μ+1.28155σ). Mean and p90 can fit two; the narrower is taken"},
		{"gamma", "gamma(mean 40m; cv 0.5)", "gamma(mean 40m; cv 0.5)", 2400, 1200, "density ∝ x^(k−1)·exp(−x/θ) with k = 1/cv², θ = mean/k: mean kθ, deviation θ√k"},
		{"erlang", "erlang(k 3; mean 40m)", "erlang(k 3; mean 40m)", 2400, 1385.640646, "the sum of k exponential times: a gamma with shape k; deviation mean/√k"},
		{"weibull", "weibull(mean 40m; shape 1.5)", "weibull(mean 40m; shape 1.5)", 2400, 1629.517391, "drawn as s·(−ln(1−u))^(1/k) with shape k and s = mean/Γ(1+1/k); below 1 most are short and a few very long"},
	}
}

func distributionTable() Part {
	p := Part{
		Name: "distributions", Title: "Distributions",
		Text: "A distribution is written as its name with its parameters, separated by semicolons. `usual` (or median), `nine-in-ten` (or p90), `mean`, `sd`, `cv`, `k`, `shape`, `low`, `mode` and `high` name them; without names they stand in the order shown. ` at least 1m` after it sets the shortest value: what is drawn below counts as that. Each draw takes one random number u between 0 and 1 and gives the value that a share u of all values stays below.\n\n" +
			"Three more ways need no name: {usual: 5m, nine-in-ten: 12m} (see above); lengths with their shares, {5m: 70 %, 20m: 30 %}; and a list of measured lengths, [4m, 5m, 5m, 9m], which is drawn from evenly, with straight lines between neighbours.",
		Code: `flows:
  web-order:
    steps:
      check:  {by: finance, work: {usual: 4m, nine-in-ten: 9m}, then: {fine: 96 %, query: 4 %}}
      build:  {by: manufacturing, work: gamma(mean 40m; cv 0.5), after: check.fine}
      test:   {by: manufacturing, work: [4m, 5m, 5m, 9m]}
      ship:   {by: logistics, work: {5m: 70 %, 20m: 30 %}, handoff: exponential(8h) at least 2h}`,
		Table: [][]string{{"name", "written as", "formula"}},
	}
	for _, d := range Distributions() {
		p.Table = append(p.Table, []string{d.Name, d.Form, d.Formula})
	}
	return p
}
