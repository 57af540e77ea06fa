package format

var departmentSection = Section{
	Name: "departments", Title: "Departments and teams",
	Intro: "A department is one or several teams of people who can do each other's work.",
	Kinds: []Kind{
		{Name: "department", Called: "a department", Place: "organisation.departments.procurement", Also: []string{"people", "hours"}, Some: [][]string{{"staff", "people", "roster", "teams"}}, Keys: []Key{
			{Name: "teams", Not: []string{"staff", "people", "roster"}, Is: named("a team", a("team")), Means: "Its teams, each with a staff of its own; what the department says of hours, cost and order holds for all teams that do not say otherwise. Work that names only the department goes to the first.", Default: "one team, of the whole department", Example: "{buyers: {staff: 2}, planners: {staff: 1}}"},
			{Name: "customer-facing", Is: yesNo, Means: "Whether it meets customers itself, which reports point out.", Default: "no", Example: "yes"},
		}},
		{Name: "team", Called: "a team", Place: "organisation.departments.customer-service.teams.experts", Also: []string{"people", "hours"}, Some: [][]string{{"staff", "people", "roster"}}},
		{Name: "people", Called: "people", Keys: []Key{
			{Name: "staff", Is: count, Not: []string{"people", "roster", "teams"}, Means: "How many people are at work while it is open. One that only waits for others has 0.", Unit: "people", Example: "6"},
			{Name: "people", Is: oneOf(number, a("headcount")), Not: []string{"staff", "teams"}, Means: "In place of `staff`, where some work part of the time or are not always at their desks: how many there are, how much of them is paid, how much is at work. A number alone counts full-time equivalents, all at work. Part of a person is one who is there for that share of the hours, spread evenly and the same in every option; whoever works beyond them comes back that much later.", Default: "what `staff` says", Unit: "people", Example: "{heads: 22, full-time-equivalents: 17.6, available: 72 %}"},
			{Name: "roster", Is: oneOrMore(a("shift")), Not: []string{"staff", "teams"}, Means: "Who is there when: shifts or half-hours, each with its people; where lines overlap, they add up. It takes the place of `staff`, and the hours are those in which anybody is there; `days` and `hours` beside it hold for lines that do not say theirs. When a shift ends, people finish what they have in hand; what paused at closing time waits for whoever opens.", Default: "everybody, whenever it is open", Example: "[{days: Mon-Fri, hours: 08:00-16:00, people: 5}, {days: Mon-Fri, hours: 10:00-18:00, people: 4}]"},
			{Name: "at-close", Is: words("pause", "finish"), Means: "What happens to work in hand at closing time: it pauses until opening, or people stay and finish it.", Default: "pause", Example: "finish"},
			{Name: "limit", Is: limit, Means: "How many items may be inside at once: in any of its steps, at work or waiting for whatever it is; `60 each` is so many for each person there is. The others wait outside, in the same order. An item keeps its place until it goes to another department, and branches wait for each other outside. A team's limit is of its own steps; a department and its teams cannot both have one.", Unit: "items", Default: "any number", Example: "60 each"},
			{Name: "turnover", Is: a("turnover"), Means: "How people leave for good and are replaced.", Default: "nobody leaves", Example: "{per-year: 14 %, replaced-by: replace-leaver, productive-after: 12 weeks}"},
			{Name: "cost", Is: perHour, Means: "What one person costs in an hour on duty, busy or not; who is paid and away costs as much.", Default: "0", Unit: "money per person and open hour", Example: "31 per hour"},
			{Name: "order", Is: words("first-come", "priority", "due-date"), Means: "In which order waiting work is taken up: as it came, by the flow's priority, or by promised date. What is equal goes as it came.", Default: "first-come", Example: "due-date"},
			aboutKey, zoneKey,
		}},
		{Name: "headcount", Called: "`people`", Place: "organisation.departments.reception.people", About: "Paid people against available ones.", Some: [][]string{{"full-time-equivalents", "heads"}}, Keys: []Key{
			{Name: "heads", Is: count, Means: "How many people there are.", Unit: "people", Default: "the full-time equivalents, rounded up", Example: "22"},
			{Name: "full-time-equivalents", Is: number, Means: "How many they are when part-time work is counted as such: so many are paid while it is open. A roster says by itself who is on duty and paid.", Unit: "people", Default: "as many as `heads`", Example: "17.6"},
			{Name: "available", Is: share, Means: "The share of those on duty that is at work, when breaks, training, meetings, leave and illness are taken off; the others are paid as well. It holds for a roster's people too, and for those who are added.", Default: "100 %", Example: "72 %"},
		}},
		{Name: "shift", Called: "a line of a roster", Place: "organisation.departments.night-desk.roster.0", About: "People on duty.", Some: [][]string{{"days", "hours", "dates"}}, Keys: []Key{
			{Name: "days", Is: weekdays, Not: []string{"dates"}, Means: "On which weekdays.", Default: "the days on which the department is usually open", Example: "Mon-Fri"},
			{Name: "dates", Is: oneOrMore(dates), Not: []string{"days"}, Means: "On which dates, in place of weekdays: only the lines that name a date hold on it.", Default: "on weekdays", Example: "[2026-12-24]"},
			{Name: "hours", Is: oneOf(words("always"), hours, named("weekdays", oneOf(words("closed"), hours))), Means: "From when to when; 22:00-06:00 goes over midnight and belongs to the day on which it begins.", Default: "the department's usual hours", Unit: "local time", Example: "08:00-10:00"},
			{Name: "people", Is: number, Must: true, Means: "How many.", Unit: "people", Example: "14"},
		}},
		{Name: "turnover", Called: "`turnover`", Place: "organisation.departments.reception.turnover", About: "People who leave. Each leaves by chance, and finishes what is in hand; the place is vacant, and not paid, until the work of replacing them is done.", Keys: []Key{
			{Name: "per-year", Is: share, Must: true, Means: "The share of the people there who leave in a year.", Example: "14 %"},
			{Name: "replaced-by", Is: nameOf("a flow"), Must: true, Means: "The flow that replaces one: an item of it begins when somebody leaves, and its end fills the place. It is work inside, and ends in no other way.", Example: "replace-leaver"},
			{Name: "productive-after", Is: span, Means: "How long the new one is there, and paid, before doing any work.", Default: "at once", Example: "12 weeks"},
		}},
		{Name: "absence-known", Called: "an absence", Place: "organisation.absences.0", About: "Days on which fewer people come, known beforehand: it holds in every option and in the baseline as well.", Keys: []Key{
			{Name: "from", Is: date, Must: true, Means: "The first day.", Example: "2026-12-22"},
			{Name: "to", Is: date, Must: true, Means: "The last day.", Example: "2027-01-02"},
			{Name: "staff", Is: share, Must: true, Means: "The share of the people who come; the others are paid as well. Absences that overlap multiply.", Example: "50 %"},
			{Name: "of", Is: oneOrMore(nameOf("a department or department.team")), Means: "Who.", Default: "everybody", Example: "[sales]"},
		}},
	},
}

var aboutKey = Key{Name: "about", Is: text, Means: "A remark for those who read the file.", Default: "nothing is said", Example: "As told by the head of department."}
