package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	keda "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	network "k8s.io/api/networking/v1"
	disruption "k8s.io/api/policy/v1"
	rbac "k8s.io/api/rbac/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
	security "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

const namespace = "waybill"

// Objects of one kustomization, by kind.
type fleet struct {
	names       []string
	deployments []*apps.Deployment
	accounts    []*core.ServiceAccount
	configs     []*core.ConfigMap
	services    []*core.Service
	budgets     []*disruption.PodDisruptionBudget
	roles       []*rbac.Role
	bindings    []*rbac.RoleBinding
	networks    []*network.NetworkPolicy
	monitors    []*monitoring.ServiceMonitor
	scaled      []*keda.ScaledObject
	auths       []*keda.TriggerAuthentication
}

func types() *runtime.Scheme {
	types := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{scheme.AddToScheme, keda.AddToScheme, monitoring.AddToScheme} {
		if err := add(types); err != nil {
			fail(err.Error())
		}
	}
	return types
}

var decoder = serializer.NewCodecFactory(types(), serializer.EnableStrict).UniversalDeserializer()

func decode(text string) (*fleet, []string) {
	found, problems := &fleet{}, []string{}
	for _, document := range strings.Split(text, "\n---\n") {
		json, err := yaml.ToJSON([]byte(document))
		if err != nil {
			return found, append(problems, err.Error())
		}
		// Defaults are not applied: what is not written is absent.
		object, kind, err := decoder.Decode(json, nil, nil)
		if err != nil {
			problems = append(problems, err.Error())
			continue
		}
		named := object.(meta.Object)
		name := kind.Kind + " " + named.GetName()
		if slices.Contains(found.names, name) {
			problems = append(problems, name+" exists twice")
		}
		if kind.Kind != "Namespace" && named.GetNamespace() != namespace {
			problems = append(problems, name+" is in the namespace "+named.GetNamespace())
		}
		found.names = append(found.names, name)
		if !found.add(object) {
			problems = append(problems, "unexpected kind: "+name)
		}
	}
	return found, problems
}

func (f *fleet) add(object runtime.Object) bool {
	switch it := object.(type) {
	case *core.Namespace:
		return it.Name == namespace && it.Labels["pod-security.kubernetes.io/enforce"] == "restricted"
	case *apps.Deployment:
		f.deployments = append(f.deployments, it)
	case *core.ServiceAccount:
		f.accounts = append(f.accounts, it)
	case *core.ConfigMap:
		f.configs = append(f.configs, it)
	case *core.Service:
		f.services = append(f.services, it)
	case *disruption.PodDisruptionBudget:
		f.budgets = append(f.budgets, it)
	case *rbac.Role:
		f.roles = append(f.roles, it)
	case *rbac.RoleBinding:
		f.bindings = append(f.bindings, it)
	case *network.NetworkPolicy:
		f.networks = append(f.networks, it)
	case *monitoring.ServiceMonitor:
		f.monitors = append(f.monitors, it)
	case *keda.ScaledObject:
		f.scaled = append(f.scaled, it)
	case *keda.TriggerAuthentication:
		f.auths = append(f.auths, it)
	default:
		return false
	}
	return true
}

func (f *fleet) has(kind, name string) bool { return slices.Contains(f.names, kind+" "+name) }

func (f *fleet) check(settings string) []string {
	problems := []string{}
	report := func(wrong bool, format string, values ...any) {
		if wrong {
			problems = append(problems, fmt.Sprintf(format, values...))
		}
	}
	report(len(f.deployments) != 2, "%d Deployments", len(f.deployments))
	report(len(f.services) != 1 || len(f.services[0].Spec.Ports) != 1, "%d Services", len(f.services))
	for _, it := range f.deployments {
		report(len(it.Spec.Template.Spec.Containers) != 1, "%s has not one container", it.Name)
	}
	if len(problems) > 0 {
		return problems
	}
	for _, account := range f.accounts {
		report(account.AutomountServiceAccountToken == nil || *account.AutomountServiceAccountToken,
			"ServiceAccount %s mounts its token", account.Name)
	}
	for _, it := range f.deployments {
		f.pod(it, settings, report)
	}
	f.selectors(report)
	f.leader(report)
	f.scaling(report)
	return problems
}

type reporter func(wrong bool, format string, values ...any)

func (f *fleet) pod(it *apps.Deployment, settings string, report reporter) {
	spec := it.Spec.Template.Spec
	report(it.Spec.Replicas != nil && len(f.scaled) > 0, "%s states replicas, which an autoscaler sets", it.Name)
	report(!matches(it.Spec.Selector, it), "the selector of %s does not select its pods", it.Name)
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	report(err != nil, "%v", err)
	restricted := security.LevelVersion{Level: security.LevelRestricted, Version: security.LatestVersion()}
	for _, result := range evaluator.EvaluatePod(restricted, &it.Spec.Template.ObjectMeta, &spec) {
		report(!result.Allowed, "%s: %s: %s", it.Name, result.ForbiddenReason, result.ForbiddenDetail)
	}
	report(spec.AutomountServiceAccountToken == nil || *spec.AutomountServiceAccountToken, "%s mounts a token", it.Name)
	report(!f.has("ServiceAccount", spec.ServiceAccountName), "%s: no service account %s", it.Name, spec.ServiceAccountName)
	container := spec.Containers[0]
	rights := container.SecurityContext
	report(rights == nil || rights.ReadOnlyRootFilesystem == nil || !*rights.ReadOnlyRootFilesystem,
		"%s can write to its root", it.Name)
	report(container.Resources.Limits.Memory().IsZero(), "%s has no memory limit", it.Name)
	report(!container.Resources.Limits.Cpu().IsZero(), "%s is throttled", it.Name)
	for _, probe := range []*core.Probe{container.StartupProbe, container.LivenessProbe, container.ReadinessProbe} {
		report(probe == nil || probe.HTTPGet == nil || !hasPort(container, probe.HTTPGet.Port.StrVal), "%s: a probe", it.Name)
	}
	environment := f.environment(container, report)
	f.settings(it, environment, settings, report)
	volumes, token := map[string]bool{}, false
	for _, volume := range spec.Volumes {
		volumes[volume.Name] = true
		if volume.Projected != nil {
			for _, source := range volume.Projected.Sources {
				token = token || source.ServiceAccountToken != nil
			}
		}
	}
	report(token != strings.Contains(environment["WAYBILL_CLUSTER_WORK"], "schedules"),
		"%s: only a pod that may lead has a token", it.Name)
	for _, mount := range container.VolumeMounts {
		report(!volumes[mount.Name], "%s: no volume %s", it.Name, mount.Name)
		report(!mount.ReadOnly && mount.MountPath != "/tmp", "%s can write to %s", it.Name, mount.MountPath)
	}
}

func hasPort(container core.Container, name string) bool {
	return slices.ContainsFunc(container.Ports, func(it core.ContainerPort) bool { return it.Name == name })
}

func (f *fleet) environment(container core.Container, report reporter) map[string]string {
	environment := map[string]string{}
	for _, source := range container.EnvFrom {
		found := false
		for _, config := range f.configs {
			if source.ConfigMapRef != nil && source.ConfigMapRef.Name == config.Name {
				found = true
				for name, value := range config.Data {
					environment[name] = value
				}
			}
		}
		report(!found, "no ConfigMap for %v", source)
	}
	for _, variable := range container.Env {
		environment[variable.Name] = variable.Value
	}
	return environment
}

func (f *fleet) settings(it *apps.Deployment, environment map[string]string, settings string, report reporter) {
	seconds := func(name string) int64 {
		duration, err := time.ParseDuration(environment[name])
		report(err != nil, "%s: %s=%s", it.Name, name, environment[name])
		return int64(duration.Seconds())
	}
	for name := range environment {
		key := strings.ToLower(strings.ReplaceAll(name, "_", "-"))
		known := false
		for _, line := range strings.Split(settings, "\n") {
			declared, _, isSetting := strings.Cut(strings.TrimPrefix(line, "#"), "=")
			known = known || isSetting && strings.NewReplacer(".", "-").Replace(declared) == key
		}
		report(strings.HasPrefix(name, "WAYBILL_") && !known, "%s: no setting for %s", it.Name, name)
	}
	needed := seconds("WAYBILL_SHUTDOWN_TIMEOUT") + seconds("WAYBILL_INTAKE_WAIT") + 10
	grace := it.Spec.Template.Spec.TerminationGracePeriodSeconds
	report(grace == nil || *grace < needed, "%s is killed before %d s", it.Name, needed)
}

func matches(selector *meta.LabelSelector, it *apps.Deployment) bool {
	parsed, err := meta.LabelSelectorAsSelector(selector)
	return err == nil && !parsed.Empty() && parsed.Matches(labels.Set(it.Spec.Template.Labels))
}

func (f *fleet) selected(selector *meta.LabelSelector) int {
	count := 0
	for _, it := range f.deployments {
		if matches(selector, it) {
			count++
		}
	}
	return count
}

func (f *fleet) selectors(report reporter) {
	report(len(f.budgets) != len(f.deployments), "%d PodDisruptionBudgets", len(f.budgets))
	for _, it := range f.budgets {
		report(f.selected(it.Spec.Selector) != 1, "PodDisruptionBudget %s selects %d", it.Name, f.selected(it.Spec.Selector))
		report(it.Spec.MaxUnavailable == nil || it.Spec.MaxUnavailable.String() == "0", "%s: no pod may be evicted", it.Name)
	}
	for _, it := range f.networks {
		report(f.selected(&it.Spec.PodSelector) != 2, "NetworkPolicy %s leaves pods open", it.Name)
		report(len(it.Spec.PolicyTypes) != 2, "NetworkPolicy %s leaves a direction open", it.Name)
		for _, rule := range it.Spec.Ingress {
			report(len(rule.From) == 0 || len(rule.Ports) == 0, "NetworkPolicy %s lets everybody in", it.Name)
		}
	}
	report(len(f.networks) != 1, "%d NetworkPolicies", len(f.networks))
	for _, it := range f.services {
		report(f.selected(&meta.LabelSelector{MatchLabels: it.Spec.Selector}) != 2, "Service %s misses pods", it.Name)
		report(!hasPort(f.deployments[0].Spec.Template.Spec.Containers[0], it.Spec.Ports[0].TargetPort.StrVal), "Service %s: port", it.Name)
	}
	for _, it := range f.monitors {
		selector, err := meta.LabelSelectorAsSelector(&it.Spec.Selector)
		report(err != nil || selector.Empty() || !selector.Matches(labels.Set(f.services[0].Labels)), "ServiceMonitor %s selects no Service", it.Name)
		for _, endpoint := range it.Spec.Endpoints {
			report(endpoint.Port != f.services[0].Spec.Ports[0].Name, "ServiceMonitor %s: port %s", it.Name, endpoint.Port)
			report(endpoint.Path != "/observe/metrics", "ServiceMonitor %s: path %s", it.Name, endpoint.Path)
		}
		report(f.services[0].Labels[it.Spec.JobLabel] != "waybill", "ServiceMonitor %s: the job is not waybill", it.Name)
	}
}

// What an election by lease needs, and nothing else.
func (f *fleet) leader(report reporter) {
	rights := []string{}
	for _, role := range f.roles {
		for _, rule := range role.Rules {
			for _, verb := range rule.Verbs {
				rights = append(rights, verb+" "+strings.Join(rule.APIGroups, ",")+"/"+strings.Join(rule.Resources, ",")+
					" "+strings.Join(rule.ResourceNames, ","))
			}
		}
	}
	slices.Sort(rights)
	const leases = "coordination.k8s.io/leases"
	wanted := []string{"create " + leases + " ", "get " + leases + " waybill-waybill",
		"patch " + leases + " waybill-waybill", "update " + leases + " waybill-waybill"}
	report(!slices.Equal(rights, wanted), "rights: %q", rights)
	report(len(f.bindings) != 1, "%d RoleBindings", len(f.bindings))
	for _, it := range f.bindings {
		report(!f.has(it.RoleRef.Kind, it.RoleRef.Name), "RoleBinding %s: no %s %s", it.Name, it.RoleRef.Kind, it.RoleRef.Name)
		for _, subject := range it.Subjects {
			report(!f.has(subject.Kind, subject.Name) || subject.Name != "waybill", "RoleBinding %s: %s", it.Name, subject.Name)
			report(subject.Namespace != namespace, "RoleBinding %s: namespace %s", it.Name, subject.Namespace)
		}
	}
}

func (f *fleet) scaling(report reporter) {
	report(len(f.scaled) != 0 && len(f.scaled) != len(f.deployments), "%d ScaledObjects", len(f.scaled))
	for _, it := range f.scaled {
		report(!f.has("Deployment", it.Spec.ScaleTargetRef.Name), "ScaledObject %s: no Deployment %s", it.Name, it.Spec.ScaleTargetRef.Name)
		err := keda.CheckReplicaCountBoundsAreValid(it)
		report(err != nil, "ScaledObject %s: %v", it.Name, err)
		err = keda.ValidateTriggers(it.Spec.Triggers)
		report(err != nil, "ScaledObject %s: %v", it.Name, err)
		// Custody always needs a pod, for the schedules; the worker none.
		least := it.Spec.MinReplicaCount
		report(least == nil || (*least == 0) != (it.Spec.ScaleTargetRef.Name == "waybill-worker"), "ScaledObject %s: least", it.Name)
		for _, trigger := range it.Spec.Triggers {
			report(trigger.AuthenticationRef != nil && !f.has("TriggerAuthentication", trigger.AuthenticationRef.Name), "ScaledObject %s: no authentication", it.Name)
			f.trigger(it.Name, trigger, report)
		}
	}
}

func (f *fleet) trigger(name string, trigger keda.ScaleTriggers, report reporter) {
	switch trigger.Type {
	case "aws-sqs-queue":
		queue := trigger.Metadata["queueURL"]
		known := false
		for _, config := range f.configs {
			for variable, value := range config.Data {
				known = known || strings.HasSuffix(variable, "QUEUE") && strings.HasSuffix(queue, "/"+value)
			}
		}
		report(!known, "ScaledObject %s: the service has no queue %s", name, queue)
		report(trigger.AuthenticationRef == nil, "ScaledObject %s: no authentication", name)
		_, err := strconv.Atoi(trigger.Metadata["queueLength"])
		report(err != nil, "ScaledObject %s: %v", name, err)
	case "prometheus":
		report(trigger.Metadata["query"] == "", "ScaledObject %s: no query", name)
		report(string(trigger.MetricType) != "Value", "ScaledObject %s: the time is a property of the whole fleet", name)
	default:
		report(true, "ScaledObject %s: trigger %s", name, trigger.Type)
	}
}
