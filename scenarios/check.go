package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"ripple/sim"
	"ripple/sim/calendar"
)

// CheckReport is what can be said of a scenario or organisation before it runs.
type CheckReport struct {
	Name         string
	Title        string
	Kind         string // "scenario" or "organisation"
	Organisation string
	Departments  []DepartmentCheck
	Systems      []SystemCheck
	Stocks       []StockCheck
	Suppliers    []SupplierCheck
	Flows        []FlowCheck
	Customers    []CustomersCheck
	// People is the staff of all teams together.
	People int
	// StepsPerDay is how many steps are done on a working day when nothing goes
	// wrong, and OrdersPerDay how many orders come in.
	StepsPerDay, OrdersPerDay float64
	// Services say who serves whom, and by what.
	Services []ServiceCheck
	// NoPath lists the departments whose work never reaches a customer.
	NoPath []string
	// Handoff is the smallest handoff between two departments: the run goes
	// ahead in strides of about its length, so it costs the most speed.
	Handoff HandoffCheck
	// Injects and Options are the texts of what happens, and the options' names.
	Injects, Options []string
	Notes            []string // assumptions and warnings
	// Actual is what really happened, where the file says so.
	Actual []Stated
}

// DepartmentCheck is one department before a run.
type DepartmentCheck struct {
	Name           string
	CustomerFacing bool
	Teams          []TeamCheck
	// HandsTo names the departments and customers it works for directly.
	HandsTo []string
}

// TeamCheck is one team before a run.
type TeamCheck struct {
	Name         string
	Staff        float64 // paid, or the most on a roster
	AtWork       float64 // the people at work, on average over the open hours
	HoursPerWeek float64 // open
	// Utilisation is the share of the staff's open time that the work needs;
	// at 1 or above the backlog grows without end.
	Utilisation float64
}

// SystemCheck is one system before a run.
type SystemCheck struct {
	Name  string
	RunBy string   // department, "" when nobody's
	Steps []string // that need it, as flow.step
}

// StockCheck is one stock before a run.
type StockCheck struct {
	Name       string
	Department string
	UsePerDay  float64 // pieces used on a working day
	// LastsDays is how many working days the reorder point lasts, or the start
	// when it is never reordered; 0 when nothing is used.
	LastsDays float64
	// Sources names the flows and suppliers that replenish it, with their shares
	// and with the level of an emergency rule.
	Sources []string
}

// SupplierCheck is one supplier before a run.
type SupplierCheck struct {
	Name     string
	LeadTime calendar.Tick // usual (the median), until the goods arrive
	Minimum  int64         // pieces of an order
	Price    float64       // of a piece, in the organisation's currency
	Stocks   []string      // it delivers to, straight or in a flow
}

// FlowCheck is one flow before a run.
type FlowCheck struct {
	Name     string
	Customer string // whom it is for: customers or departments; "" for nobody in particular
	Steps    int
	PerDay   float64 // started on a working day
}

// CustomersCheck is one kind of customer before a run.
type CustomersCheck struct {
	Name         string
	OrdersPerDay float64 // per working day of the organisation
	Promise      string  // of each kind of order, what is equal once; "none"
}

// HandoffCheck is one way between two departments.
type HandoffCheck struct {
	From, To string        // departments; To is "customers" for what is delivered
	Step     string        // after which it happens, as flow.step; "" for a stock's reorder
	Least    calendar.Tick // ticks
}

// Check reads a scenario or an organisation and looks at it as a planner would
// before running it. Errors are those of Load.
func Check(nameOrPath string) (*CheckReport, error) {
	file, err := open(nameOrPath)
	if err != nil {
		return nil, err
	}
	return file.check()
}

// Check is what can be said of a scenario that was loaded.
func (s *Scenario) Check() *CheckReport {
	report := &CheckReport{Name: s.Name, Kind: "scenario"}
	report.fill(s)
	return report
}

// OrganisationAbout is what the organisation says of itself.
func (s *Scenario) OrganisationAbout() string { return s.org.about }

// check reads an opened file as a scenario or an organisation.
func (file opened) check() (*CheckReport, error) {
	p := &problems{}
	root := parseFile(file, p)
	if root == nil {
		return nil, p.err()
	}
	report := &CheckReport{Name: file.name, Kind: "scenario"}
	var s *Scenario
	var err error
	if isOrganisation(root) {
		report.Kind = "organisation"
		s, err = loadOrganisation(file, root, Options{}, p)
	} else {
		s, err = load(file, root, Options{}, p)
	}
	if err != nil {
		return nil, err
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	report.fill(s)
	return report, nil
}

// loadOrganisation builds an organisation to which nothing happens.
func loadOrganisation(file opened, root *node, o Options, p *problems) (*Scenario, error) {
	s := &Scenario{Name: file.name, Text: string(file.text), OrganisationText: string(file.text)}
	s.org = readOrganisation(root, file.name, &s.Notes)
	s.OrganisationName, s.Title = s.org.title, s.org.title
	var unsaid []string // of the run, which an organisation does not have
	r := readRun(nil, &unsaid)
	if err := r.override(o); err != nil {
		return s, err
	}
	b := newBuilder(s.org, r, &s.Notes)
	if b == nil {
		return s, nil
	}
	b.model.Scenario, b.model.Name = s.Title, s.Name
	b.addArms(nil)
	s.Actual = b.actual(s.org.actual)
	if len(p.list) == 0 {
		b.warn()
	}
	s.Model = b.model
	return s, nil
}

// fill takes from the organisation and the model what is worth knowing.
func (c *CheckReport) fill(s *Scenario) {
	org := s.org
	c.Title, c.Organisation, c.Notes, c.Actual = s.Title, s.OrganisationName, s.Notes, s.Actual
	r := org.rates()
	_, days := org.hours.week()
	perDay := 1 / float64(max(1, days))
	c.fillDepartments(org, &r)
	c.fillVisits(org, &r)
	for i, f := range org.flows {
		fc := FlowCheck{Name: f.name, Steps: len(f.steps), PerDay: r.flow[i] * perDay}
		if f.segment >= 0 {
			fc.Customer = org.segments[f.segment].name
		}
		for _, d := range f.askers {
			if len(f.askers) == len(org.departments) {
				fc.Customer = "all departments"
				break
			}
			if fc.Customer != "" {
				fc.Customer += ", "
			}
			fc.Customer += org.departments[d].name
		}
		c.Flows = append(c.Flows, fc)
		for _, v := range r.steps[i] {
			c.StepsPerDay += v * perDay
		}
	}
	for _, sg := range org.segments {
		cc := CustomersCheck{Name: sg.name, Promise: "none"}
		var promises []string
		for _, st := range sg.streams {
			week := st.perWeek()
			if week == 0 && st.flow >= 0 { // steps start them
				week = r.flow[st.flow]
			}
			cc.OrdersPerDay += week * perDay
			if st.promised() && !slices.Contains(promises, st.promiseText()) {
				promises = append(promises, st.promiseText())
			}
		}
		if len(promises) > 0 {
			cc.Promise = strings.Join(promises, "; ")
		}
		c.OrdersPerDay += cc.OrdersPerDay
		c.Customers = append(c.Customers, cc)
	}
	c.fillStocks(org, &r, perDay)
	c.fillSystems(org)
	c.fillSuppliers(org)
	c.Services = org.serviceChecks()
	c.NoPath = org.withoutPath()
	c.Handoff = smallestHandoff(s.Model)
	for _, e := range s.Model.Effects {
		if !e.Response {
			c.Injects = append(c.Injects, e.Text)
		}
	}
	for _, a := range s.Model.Arms[sim.DoNothing+1:] {
		c.Options = append(c.Options, a.Name)
	}
	for _, name := range c.NoPath {
		c.Notes = append(c.Notes, "nothing that `"+name+"` does ever reaches a customer")
	}
}

func (c *CheckReport) fillDepartments(org *organisation, r *rates) {
	hands := org.handsTo()
	for i, d := range org.departments {
		dc := DepartmentCheck{Name: d.name, CustomerFacing: d.customerFacing, HandsTo: hands[i]}
		for k, t := range d.teams {
			open, _ := t.hours.week()
			tc := TeamCheck{Name: t.name, Staff: t.most(), HoursPerWeek: open.Hours(), Utilisation: r.utilisation(org, i, k)}
			if open > 0 {
				tc.AtWork = t.personHours() / open.Hours()
			}
			c.People += t.people()
			dc.Teams = append(dc.Teams, tc)
			name := d.name
			if len(d.teams) > 1 {
				name += "." + t.name
			}
			if line, load := r.busiest(org, i, k); load > 1 && tc.Utilisation < 1 {
				c.Notes = append(c.Notes, fmt.Sprintf("`%s` has more work than people in its roster's %s (%.0f %%): what is left over waits for quieter hours", name, line.text, 100*load))
			}
			if most := t.most(); t.heads > 0 && most > float64(t.heads) {
				c.Notes = append(c.Notes, fmt.Sprintf("the roster of `%s` has %g people at once, more than there are (%d)", name, most, t.heads))
			}
			if tc.Utilisation >= 1 {
				c.Notes = append(c.Notes, "`"+name+"` has more work than time ("+percentText(tc.Utilisation)+"): its backlog grows without end")
			}
		}
		c.Departments = append(c.Departments, dc)
	}
}

func (c *CheckReport) fillStocks(org *organisation, r *rates, perDay float64) {
	for i, s := range org.stocks {
		sc := StockCheck{Name: s.name, UsePerDay: r.stock[i] * perDay}
		if s.department >= 0 {
			sc.Department = org.departments[s.department].name
		}
		lasting := s.start
		if len(s.reorders) > 0 {
			sc.Sources, lasting = org.sourcesOf(s), s.reorders[0].at
		}
		if sc.UsePerDay > 0 {
			sc.LastsDays = float64(lasting) / sc.UsePerDay
		}
		c.Stocks = append(c.Stocks, sc)
	}
}

func (c *CheckReport) fillSystems(org *organisation) {
	for i, s := range org.systems {
		sc := SystemCheck{Name: s.name}
		if s.runBy >= 0 {
			sc.RunBy = org.departments[s.runBy].name
		}
		for _, f := range org.flows {
			for _, st := range f.steps {
				if slices.Contains(st.needs, i) {
					sc.Steps = append(sc.Steps, f.name+"."+st.name)
				}
			}
		}
		c.Systems = append(c.Systems, sc)
	}
}

// smallestHandoff finds the shortest way from one department to another or to
// the customers.
func smallestHandoff(m *sim.Model) HandoffCheck {
	best := HandoffCheck{Least: sim.Never}
	consider := func(from, to int, step string, least float64) {
		if from == to || from < 0 || calendar.Tick(least) >= best.Least || least < 1 {
			return
		}
		best = HandoffCheck{From: m.Departments[from].Name, To: "customers", Step: step, Least: calendar.Tick(least)}
		if to >= 0 {
			best.To = m.Departments[to].Name
		}
	}
	for i := range m.Steps {
		s := &m.Steps[i]
		name := m.Flows[s.Flow].Name + "." + s.Name
		edges := []sim.Edge{}
		if s.Finds > 0 {
			edges = append(edges, s.BackTo)
		}
		for _, o := range s.Outcomes {
			edges = append(edges, o.Next...)
		}
		for i := range edges {
			edges[i].Each(func(e *sim.Edge) {
				to := -1
				if e.To >= 0 {
					to = m.Steps[e.To].Department
				} else if m.Flows[s.Flow].Segment < 0 {
					return // internal work just ends
				}
				consider(s.Department, to, name, e.Handoff.Min())
			})
		}
		for _, one := range s.AllStarts() {
			for _, to := range entrances(m, one.Flow) {
				consider(s.Department, to, name, one.Handoff.Min())
			}
		}
		for _, g := range s.Gives {
			consider(s.Department, m.Stocks[g.Stock].Department, name, s.GiveTravel.Min())
		}
	}
	for i := range m.Stocks {
		for _, rule := range m.Stocks[i].Reorders {
			for _, x := range rule.Sources {
				if x.Flow >= 0 {
					for _, to := range entrances(m, x.Flow) {
						consider(m.Stocks[i].Department, to, "", x.Handoff.Min())
					}
				}
			}
		}
	}
	if best.Least == sim.Never {
		return HandoffCheck{}
	}
	return best
}

// entrances are the departments with which a flow may begin.
func entrances(m *sim.Model, flow int) []int {
	first := &m.Steps[m.Flows[flow].First]
	if first.Whichever == nil {
		return []int{first.Department}
	}
	var all []int
	for _, s := range first.Whichever.Steps {
		all = append(all, m.Steps[s].Department)
	}
	return all
}
