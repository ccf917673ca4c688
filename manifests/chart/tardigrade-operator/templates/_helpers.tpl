{{- define "tardigrade-operator.name" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Of what is not in the namespace of the release: another release of this name may be in another namespace. */}}
{{- define "tardigrade-operator.cluster-name" -}}
{{- include "tardigrade-operator.name" . -}}
{{- if ne .Release.Namespace "tardigrade-system" -}}
{{- printf "-%s" .Release.Namespace -}}
{{- end -}}
{{- end -}}

{{/* They select the operator's pods, too: another release may be in the same namespace. */}}
{{- define "tardigrade-operator.labels" -}}
app.kubernetes.io/name: {{ include "tardigrade-operator.name" . }}
{{- end -}}

{{- define "tardigrade-operator.account" -}}
{{- .Values.serviceAccount.name | default (include "tardigrade-operator.name" .) -}}
{{- end -}}

{{- define "tardigrade-operator.subjects" -}}
- kind: ServiceAccount
  name: {{ include "tardigrade-operator.account" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}

{{/* Takes a list: an image of the values, and the tag that it has when it names none. */}}
{{- define "tardigrade-operator.image" -}}
{{- $image := index . 0 -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository ($image.tag | default (index . 1)) -}}
{{- end -}}
{{- end -}}
