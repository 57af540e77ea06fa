package scenarios

import (
	"cmp"
	"slices"
)

// service is something of one department that another, or customers, rely on.
type service struct {
	from    int
	to      int // department; -1: customers
	segment int // of customers; -1: colleagues
	kind    serviceKind
	thing   string // the flow, system or stock
}

// serviceKind says what is relied on.
type serviceKind uint8

const (
	serviceWork serviceKind = iota
	serviceApproval
	serviceInformation
	serviceSystem
	serviceStock
	servicePeople
)

// serviceNames are what people call them, in the order of serviceKind.
var serviceNames = []string{"work", "approval", "information", "system", "stock", "people"}

// stepKinds are the words that a step can have for what it hands over.
var stepKinds = serviceNames[:serviceInformation+1]

// ServiceCheck is what one department does for others in one way.
type ServiceCheck struct {
	From string
	// Kind is work, approval, information, system, stock or people.
	Kind string
	// Customers and Departments are whom it serves, and Things the flows,
	// systems or stocks by which; each in the order of the alphabet.
	Customers, Departments, Things []string
}

// serviceChecks lists all services, a row for each department and kind.
func (org *organisation) serviceChecks() []ServiceCheck {
	type row struct {
		from int
		kind serviceKind
	}
	at := map[row]*ServiceCheck{}
	var rows []row
	org.services(func(s service) {
		if s.to == s.from {
			return
		}
		r := row{s.from, s.kind}
		if at[r] == nil {
			at[r] = &ServiceCheck{From: org.departments[s.from].name, Kind: serviceNames[s.kind]}
			rows = append(rows, r)
		}
		if s.segment >= 0 {
			at[r].Customers = append(at[r].Customers, org.segments[s.segment].name)
		} else {
			at[r].Departments = append(at[r].Departments, org.departments[s.to].name)
		}
		at[r].Things = append(at[r].Things, s.thing)
	})
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.kind, b.kind)) })
	out := make([]ServiceCheck, len(rows))
	for i, r := range rows {
		out[i] = *at[r]
		for _, names := range []*[]string{&out[i].Customers, &out[i].Departments, &out[i].Things} {
			slices.Sort(*names)
			*names = slices.Compact(*names)
		}
	}
	return out
}

// handsTo lists for each department whom it serves in any way.
func (org *organisation) handsTo() [][]string {
	out := make([][]string, len(org.departments))
	org.services(func(s service) {
		switch {
		case s.segment >= 0:
			out[s.from] = append(out[s.from], org.segments[s.segment].name)
		case s.to != s.from:
			out[s.from] = append(out[s.from], org.departments[s.to].name)
		}
	})
	for i := range out {
		slices.Sort(out[i])
		out[i] = slices.Compact(out[i])
	}
	return out
}

// services calls f for every direct service: who takes the next step, or asked
// for what ends here, whose stock is filled, who needs a system, and who gets people.
func (org *organisation) services(f func(service)) {
	org.hires(f)
	for _, fl := range org.flows {
		for _, s := range fl.steps {
			for _, at := range s.places() {
				if at.department >= 0 {
					org.servicesOf(fl, s, at.department, f)
				}
			}
		}
	}
}

// servicesOf are the services of one step, as a department does it.
func (org *organisation) servicesOf(fl *flow, s *step, department int, f func(service)) {
	one := service{from: department, to: -1, segment: -1, kind: s.kind, thing: fl.name}
	for _, to := range fl.follows(s) {
		switch {
		case to >= 0:
			for _, next := range fl.steps[to].places() {
				if one.to, one.segment = next.department, -1; one.to >= 0 {
					f(one)
				}
			}
		case to < 0 && fl.segment >= 0:
			one.to, one.segment = -1, fl.segment
			f(one)
		case to == toCustomer:
			for _, asker := range fl.askers {
				one.to, one.segment = asker, -1
				f(one)
			}
		}
	}
	for _, started := range s.allStarts() {
		org.startServices(department, s.kind, started.flow, true, f)
	}
	for _, awaited := range s.waitsFor {
		org.startServices(department, s.kind, awaited.flow, false, f)
	}
	for _, g := range s.gives {
		if at := org.stocks[g.stock].department; at >= 0 {
			f(service{from: department, to: at, segment: -1, kind: serviceStock, thing: org.stocks[g.stock].name})
		}
	}
	for _, k := range s.needs {
		if by := org.systems[k].runBy; by >= 0 {
			f(service{from: by, to: department, segment: -1, kind: serviceSystem, thing: org.systems[k].name})
		}
	}
}

// startServices are the services that come of starting a flow, or of waiting for
// one: who starts it works for the department that begins it, and where the flow
// is internal, those that end it work for who starts it or waits.
func (org *organisation) startServices(here int, kind serviceKind, flow int, starts bool, f func(service)) {
	if flow < 0 {
		return
	}
	fl := org.flows[flow]
	for i, s := range fl.steps {
		ends := fl.segment < 0 && slices.Contains(s.successors(), toCustomer)
		for _, at := range s.places() {
			if at.department < 0 {
				continue
			}
			if i == 0 && starts {
				f(service{from: here, to: at.department, segment: -1, kind: kind, thing: fl.name})
			}
			if ends {
				f(service{from: at.department, to: here, segment: -1, kind: s.kind, thing: fl.name})
			}
		}
	}
}

// withoutPath lists the departments from which no chain of services leads to a
// customer outside.
func (org *organisation) withoutPath() []string {
	reaches := make([]bool, len(org.departments))
	for changed := true; changed; {
		changed = false
		org.services(func(s service) {
			if !reaches[s.from] && (s.segment >= 0 || reaches[s.to]) {
				reaches[s.from], changed = true, true
			}
		})
	}
	var out []string
	for i, d := range org.departments {
		if !reaches[i] {
			out = append(out, d.name)
		}
	}
	return out
}
