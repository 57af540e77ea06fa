package format

var systemSection = Section{
	Name: "systems", Title: "Systems",
	Intro: "A system is something steps need: software, a machine, a site. While it is down, the steps that need it wait, unless they can go on by hand.",
	Kinds: []Kind{
		{Name: "system", Called: "a system", Place: "organisation.systems.erp", Keys: []Key{
			{Name: "run-by", Is: nameOf("a department"), Means: "The department that keeps it running.", Default: "nobody's", Example: "it-operations"},
			{Name: "when-down", Is: words("stop", "manual"), Means: "What steps that need it do while it is down: stop and wait, or go on by hand as `manual` says.", Default: "stop, or manual where `manual` is stated", Example: "stop"},
			{Name: "manual", Is: a("manual"), Means: "How work goes on by hand while it is down.", Default: "it does not", Example: "{work: x 1.8, errors: 6 %}"},
			{Name: "fails", Is: a("failures"), Means: "How often it fails in ordinary times, in every option and in the baseline as well.", Default: "never, unless something happens", Example: "{every: exponential(45 days), for: {usual: 2h, nine-in-ten: 8h}}"},
			aboutKey,
		}},
		{Name: "manual", Called: "`manual`", Place: "organisation.systems.erp.manual", About: "Work by hand while a system is down.", Keys: []Key{
			{Name: "work", Is: factor, Must: true, Means: "How much longer work takes by hand.", Example: "x 1.8"},
			{Name: "errors", Is: share, Means: "By how many points mistakes become more likely.", Default: "0 %", Unit: "points, added to the step's own", Example: "6 %"},
		}},
		{Name: "failures", Called: "`fails`", Place: "organisation.systems.erp.fails", About: "Ordinary failures of a system.", Keys: []Key{
			{Name: "every", Is: elapsedLength, Must: true, Means: "The time from the end of one failure to the next.", Unit: "elapsed time", Example: "exponential(45 days)"},
			{Name: "for", Is: elapsedLength, Must: true, Means: "How long a failure lasts.", Unit: "elapsed time", Example: "{usual: 2h, nine-in-ten: 8h}"},
		}},
	},
}
