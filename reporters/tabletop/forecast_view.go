package tabletop

// ForecastView is what may become of the organisation from one moment on, when nobody does
// anything more and nothing else is thrown at it. It speaks of the model's chance only.
type ForecastView struct {
	// At is the moment from which it was made, Until the one to which it goes.
	At    Moment `json:"at"`
	Until Moment `json:"until"`
	// Replications is how many ways ahead were gone.
	Replications int `json:"replications"`
	// Days are the moments of the fans: now, and 24 hours later each.
	Days        []Moment             `json:"days"`
	Customers   []CustomerForecast   `json:"customers"`
	Departments []DepartmentForecast `json:"departments"`
}

// CustomerForecast is one kind of customer, by Days.
type CustomerForecast struct {
	Name    string `json:"name"`
	Overdue []Fan  `json:"overdue"`
	// OnTime is the share as in CustomerView; -1 on a day at which none is due yet in
	// some of the replications.
	OnTime []Fan `json:"on-time"`
	Lost   []Fan `json:"lost"`
}

// DepartmentForecast is the backlog of one department, by Days.
type DepartmentForecast struct {
	Index   int    `json:"index"` // in the model; names may be blanked
	Name    string `json:"name"`
	Backlog []Fan  `json:"backlog"`
}

// Fan is how one number is spread over the replications at one moment: in so many of a
// hundred it is no more than that.
type Fan struct {
	P10 float64 `json:"p10"`
	P25 float64 `json:"p25"`
	P50 float64 `json:"p50"`
	P75 float64 `json:"p75"`
	P90 float64 `json:"p90"`
}
