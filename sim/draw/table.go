package draw

import "math"

// The grid of a quantile table: log-odds s = log(u/(1−u)) from −37 to 37, which
// covers every uniform [Key.Uniform] can give, in quarters.
const (
	tableReach = 37
	perUnit    = 4
	tableCells = 2 * tableReach * perUnit
	halfCell   = 0.5 / perUnit // in log-odds
)

// quantileTable holds a quantile function as y(s), where s is the log-odds of
// the uniform and y the logarithm (gamma) or the log-odds (beta) of the value.
// On these scales both are nearly straight in the tails and free of
// singularities nearer than iπ, so a polynomial of degree seven per cell, which
// agrees with value and three derivatives at both ends, is good to about 10⁻¹²:
// the derivatives are known exactly once the quantile is.
type quantileTable struct {
	cells [tableCells][8]float64 // coefficients in t from −1 to 1 across the cell
}

// node is y and its derivatives by s.
type node struct{ y, first, second, third float64 }

// law is the distribution of y as the solver sees it.
type law interface {
	// both returns log P(Y ≤ y), log P(Y > y) and the log density.
	both(y float64) (logBelow, logAbove, logDensity float64)
	// slope returns minus the first and second derivative of the log density.
	slope(y float64) (first, second float64)
}

// newQuantileTable solves for the quantile at every node of the grid, from the
// median outwards. The median is sought from start, at or near it.
func newQuantileTable(l law, start float64) *quantileTable {
	const middle = tableCells / 2
	var nodes [tableCells + 1]node
	nodes[middle] = solve(l, 0, start)
	for i := middle; i < tableCells; i++ {
		nodes[i+1] = solve(l, gridPoint(i+1), nodes[i].ahead(1.0/perUnit))
	}
	for i := middle; i > 0; i-- {
		nodes[i-1] = solve(l, gridPoint(i-1), nodes[i].ahead(-1.0/perUnit))
	}
	table := new(quantileTable)
	for i := range table.cells {
		table.cells[i] = hermite(nodes[i], nodes[i+1])
	}
	return table
}

// gridPoint returns the log-odds of node i.
func gridPoint(i int) float64 { return float64(float64(i)/perUnit) - tableReach }

// ahead extrapolates y by its Taylor polynomial.
func (n node) ahead(h float64) float64 {
	return n.y + float64(h*(n.first+float64(h*(float64(n.second/2)+float64(h*n.third)/6))))
}

// solve returns the node at log-odds s: y with P(Y ≤ y) = u. The density of Y is
// log-concave, so log P is concave and log(1−P) too, and Newton's method on the
// smaller of the two converges from any start, one-sidedly after one step.
func solve(l law, s, y float64) node {
	logU, logRest := -logOnePlus(exponential(-s)), -logOnePlus(exponential(s))
	var logDensity float64
	for range 200 {
		var below, above, step float64
		below, above, logDensity = l.both(y)
		if s <= 0 {
			step = float64((logU - below) * exponential(below-logDensity))
		} else {
			step = float64((above - logRest) * exponential(above-logDensity))
		}
		y += step
		if math.Abs(step) <= 0x1p-51*(1+math.Abs(y)) {
			break
		}
	}
	_, _, logDensity = l.both(y)

	// y' = w/g with w = u(1−u) = du/ds and g the density of Y; then the chain rule.
	u := exponential(logU)
	w := exponential(logU + logRest)
	slope, bend := l.slope(y)
	first := exponential(logU + logRest - logDensity)
	log1 := (1 - u - u) + float64(slope*first)
	second := float64(first * log1)
	log2 := float64(bend*float64(first*first)) + float64(slope*second) - float64(2*w)
	third := float64(second*log1) + float64(first*log2)
	return node{y: y, first: first, second: second, third: third}
}

// hermite returns the coefficients, in t from −1 to 1, of the polynomial that
// agrees with both nodes in value and three derivatives.
func hermite(left, right node) [8]float64 {
	const h1, h2, h3 = halfCell, halfCell * halfCell, halfCell * halfCell * halfCell
	// Even part E and odd part O of the polynomial and their derivatives at t = 1.
	e0, o0 := float64((right.y+left.y)/2), float64((right.y-left.y)/2)
	e1, o1 := float64((right.first-left.first)*(h1/2)), float64((right.first+left.first)*(h1/2))
	e2, o2 := float64((right.second+left.second)*(h2/2)), float64((right.second-left.second)*(h2/2))
	e3, o3 := float64((right.third-left.third)*(h3/2)), float64((right.third+left.third)*(h3/2))

	a := float64((e2 - e1) / 8)
	c6 := float64((e3/24 - a) / 2)
	c4 := a - float64(3*c6)
	c2 := float64((e1 - float64(4*c4) - float64(6*c6)) / 2)
	c0 := e0 - c2 - c4 - c6

	p := o1 - o0
	q := float64((o2 - float64(3*p)) / 8)
	r := float64((o3 - o2) / 8)
	c7 := (r - float64(5*q)) / 6
	c5 := q - float64(3*c7)
	c3 := float64((p - float64(4*c5) - float64(6*c7)) / 2)
	c1 := o0 - c3 - c5 - c7
	return [8]float64{c0, c1, c2, c3, c4, c5, c6, c7}
}

// at returns y at the uniform u.
func (q *quantileTable) at(u float64) float64 {
	position := float64((logarithm(u/(1-u)) + tableReach) * perUnit)
	if !(position > 0) {
		position = 0
	}
	if position > tableCells {
		position = tableCells
	}
	i := min(int(position), tableCells-1)
	t := float64(2*(position-float64(i))) - 1
	c := &q.cells[i]
	return polynomial7(t, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7])
}

// logistic returns 1/(1+e⁻ʸ).
func logistic(y float64) float64 {
	return 1 / (1 + exponential(-y))
}
