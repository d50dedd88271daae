// Check builds every kustomization of a folder with kustomize's own library, decodes what it yields strictly into
// the API types of Kubernetes, of KEDA and of the Prometheus operator, evaluates the Pod Security Standard
// "restricted", and compares what refers to each other. Then it alters the manifests in many ways and requires that
// each alteration is reported.
//
// usage: check DEPLOY/K8S APPLICATION.PROPERTIES
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

func main() {
	if len(os.Args) != 3 {
		fail("usage: check FOLDER SETTINGS")
	}
	settings, err := os.ReadFile(os.Args[2])
	if err != nil {
		fail(err.Error())
	}
	folders, err := filepath.Glob(filepath.Join(os.Args[1], "overlays", "*"))
	if err != nil {
		fail(err.Error())
	}
	folders = append([]string{filepath.Join(os.Args[1], "base")}, folders...)
	if len(folders) < 3 {
		fail(fmt.Sprintf("only %d kustomizations in %s", len(folders), os.Args[1]))
	}
	objects := 0
	var largest string
	for _, folder := range folders {
		text := build(folder)
		fleet, problems := decode(text)
		problems = append(problems, fleet.check(string(settings))...)
		for _, problem := range problems {
			fmt.Printf("%s: %s\n", folder, problem)
		}
		if len(problems) > 0 {
			os.Exit(1)
		}
		objects += len(fleet.names)
		if len(text) > len(largest) {
			largest = text
		}
	}
	missed := 0
	for _, defect := range defects {
		if strings.Count(largest, defect.from) == 0 {
			fail("the manifests have no text for the defect: " + defect.name)
		}
		fleet, problems := decode(strings.Replace(largest, defect.from, defect.to, 1))
		if problems = append(problems, fleet.check(string(settings))...); len(problems) == 0 {
			fmt.Println("not reported: " + defect.name)
			missed++
		}
	}
	if missed > 0 {
		os.Exit(1)
	}
	fmt.Printf("%d kustomizations with %d objects are valid; %d of %d defects are reported\n",
		len(folders), objects, len(defects), len(defects))
}

func build(folder string) string {
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		fail(err.Error())
	}
	text, err := built.AsYaml()
	if err != nil {
		fail(err.Error())
	}
	return string(text)
}

func fail(reason string) {
	fmt.Fprintln(os.Stderr, reason)
	os.Exit(1)
}
