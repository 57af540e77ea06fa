package format

var departmentSection = Section{
	Name: "departments", Title: "Departments and teams",
	Intro: "A department is one or several teams of people who can do each other's work.",
	Kinds: []Kind{
		{Name: "department", Called: "a department", Place: "organisation.departments.procurement", Also: []string{"people", "hours"}, One: [][]string{{"staff", "teams"}}, Keys: []Key{
			{Name: "staff", Is: count, Means: "How many people are at work while it is open. A department that only waits for others has 0.", Unit: "people", Example: "6"},
			{Name: "teams", Is: named("a team", a("team")), Means: "Its teams, each with a staff of its own; what the department says of hours, cost and order holds for all teams that do not say otherwise. Work that names only the department goes to the first.", Default: "one team, of the whole department", Example: "{buyers: {staff: 2}, planners: {staff: 1}}"},
			{Name: "customer-facing", Is: yesNo, Means: "Whether it meets customers itself, which reports point out.", Default: "no", Example: "yes"},
		}},
		{Name: "team", Called: "a team", Place: "organisation.departments.customer-service.teams.experts", Also: []string{"people", "hours"}, Keys: []Key{
			{Name: "staff", Is: count, Must: true, Means: "How many people of the team are at work while it is open.", Unit: "people", Example: "3"},
		}},
		{Name: "people", Called: "people", Keys: []Key{
			{Name: "at-close", Is: words("pause", "finish"), Means: "What happens to work in hand at closing time: it pauses until opening, or people stay and finish it.", Default: "pause", Example: "finish"},
			{Name: "cost", Is: perHour, Means: "What one person costs in an open hour, busy or not.", Default: "0", Unit: "money per person and open hour", Example: "31 per hour"},
			{Name: "order", Is: words("first-come", "priority", "due-date"), Means: "In which order waiting work is taken up: as it came, by the flow's priority, or by promised date. What is equal goes as it came.", Default: "first-come", Example: "due-date"},
			aboutKey, zoneKey,
		}},
	},
}

var aboutKey = Key{Name: "about", Is: text, Means: "A remark for those who read the file.", Default: "nothing is said", Example: "As told by the head of department."}
