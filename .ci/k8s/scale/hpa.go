package main

import (
	"math"
	"slices"
	"time"

	autoscaling "k8s.io/api/autoscaling/v2"
)

// A HorizontalPodAutoscaler changes nothing while the metric is this close to its target.
const tolerance = 0.1

// autoscaler is the rule of a HorizontalPodAutoscaler for one external metric with a target for each replica.
// Its times are divided by faster.
type autoscaler struct {
	target      float64
	least, most int
	up, down    *autoscaling.HPAScalingRules
	faster      float64
	wishes      []event
	changes     []event
}

// event is a wish, or a change of the number of replicas.
type event struct {
	at    time.Time
	count int
}

// next returns the wanted number of replicas.
func (a *autoscaler) next(metric float64, current int, now time.Time) int {
	wish := current
	if math.Abs(metric/(a.target*float64(current))-1) > tolerance {
		wish = int(math.Ceil(metric / a.target))
	}
	wish = a.limited(a.stabilized(wish, current, now), current, now)
	wish = min(max(wish, a.least), a.most)
	if wish != current {
		a.changes = append(a.changes, event{now, wish - current})
	}
	return wish
}

// stabilized returns the lowest wish of the window for a scale-out, and the highest one for a scale-in.
func (a *autoscaler) stabilized(wish, current int, now time.Time) int {
	a.wishes = append(a.wishes, event{now, wish})
	lowest, highest := wish, wish
	for _, it := range a.wishes {
		if now.Sub(it.at) <= a.window(a.up) {
			lowest = min(lowest, it.count)
		}
		if now.Sub(it.at) <= a.window(a.down) {
			highest = max(highest, it.count)
		}
	}
	return min(max(current, lowest), highest)
}

// limited returns the wish, or what the policies permit of it.
func (a *autoscaler) limited(wish, current int, now time.Time) int {
	limits := []int{}
	if wish > current {
		for _, it := range a.up.Policies {
			begin := float64(current - a.changed(it.PeriodSeconds, now))
			if it.Type == autoscaling.PercentScalingPolicy {
				begin = math.Ceil(begin * (1 + float64(it.Value)/100))
			} else {
				begin += float64(it.Value)
			}
			limits = append(limits, int(begin))
		}
		return min(wish, max(current, slices.Max(limits)))
	}
	if wish < current {
		for _, it := range a.down.Policies {
			begin := float64(current - a.changed(it.PeriodSeconds, now))
			if it.Type == autoscaling.PercentScalingPolicy {
				begin = math.Floor(begin * (1 - float64(it.Value)/100))
			} else {
				begin -= float64(it.Value)
			}
			limits = append(limits, int(begin))
		}
		return max(wish, min(current, slices.Min(limits)))
	}
	return wish
}

// changed returns by how many replicas the number has changed within a policy's period.
func (a *autoscaler) changed(seconds int32, now time.Time) int {
	sum := 0
	for _, it := range a.changes {
		if now.Sub(it.at) < a.scaled(seconds) {
			sum += it.count
		}
	}
	return sum
}

func (a *autoscaler) window(rules *autoscaling.HPAScalingRules) time.Duration {
	return a.scaled(*rules.StabilizationWindowSeconds)
}

func (a *autoscaler) scaled(seconds int32) time.Duration {
	return time.Duration(float64(seconds) / a.faster * float64(time.Second))
}
