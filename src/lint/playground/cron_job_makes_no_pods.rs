//! A CronJob, whose Pods are not shown.
//!
//! A CronJob makes a Job whenever its schedule says so. svclab has no clock: what it shows is a moment at which no Job of
//! it runs, so there are no Pods of it, and no endpoints.
//!
//! # Source
//!
//! `src/controllers/workloads` of svclab; kubernetes `pkg/controller/cronjob`
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: batch/v1
//! kind: CronJob
//! metadata:
//!   name: report
//! spec:
//!   schedule: "0 3 * * *"
//!   jobTemplate:
//!     spec:
//!       template:
//!         spec:
//!           restartPolicy: Never
//!           containers:
//!           - name: report
//!             image: report:1.0.0
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: batch/v1
//! kind: Job
//! metadata:
//!   name: report
//! spec:
//!   template:
//!     spec:
//!       restartPolicy: Never
//!       containers:
//!       - name: report
//!         image: report:1.0.0
//! ```

use crate::api::Kind;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "cron-job-makes-no-pods",
    severity: Severity::Info,
    symptom: text!("Pods that come and go by the clock"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for cron_job in facts.cluster.cron_jobs.values() {
        let object = reference(Kind::CronJob, &cron_job.metadata);
        let message = message!(
            "CronJob {name} runs by the clock, and svclab has none: it makes no Job and no Pods",
            name = cron_job.metadata.name
        );
        let help = message!("To see its Pods, write the Job that it makes");
        findings.push(Finding::new(object, FieldPath::new("spec").child("schedule"), message, help));
    }
}
