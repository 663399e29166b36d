//! A comment expects something that does not come of the text.
//!
//! `# expect: …` says what must come of the manifests around it: a connection's verdict, a name's answer, the endpoints
//! of a Service, a finding. Either the manifests have changed since, or what was expected was never so.
//! `docs/expect.md` has the forms.
//!
//! # Source
//!
//! `src/expect` of svclab
//!
//! # Fires
//!
//! ```yaml
//! # expect: trace node:worker-1 10.96.0.1:443 refused
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ```
//!
//! # Silent
//!
//! ```yaml
//! # expect: trace node:worker-1 10.96.0.1:443 delivered
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "expectation-failed",
    severity: Severity::Error,
    symptom: text!("Nothing: a cluster does not read comments"),
    check: None,
};
