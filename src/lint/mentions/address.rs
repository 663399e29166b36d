//! Addresses in a text that a program reads: `http://web:8080`, `redis:6379`, `web.shop.svc.cluster.local`.
//!
//! Only what is certain counts. A word with a variable, a range or a pattern in it is passed over.

use std::ops::Range;

/// A host that a text names, and the port behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lint) struct Address<'a> {
    /// What stands before `://`; none for `host:port` and a name alone.
    pub scheme: Option<&'a str>,
    /// The name, as it is written.
    pub host: &'a str,
    /// Where the name stands in the text.
    pub host_range: Range<usize>,
    /// The port and where its number stands.
    pub port: Option<(u16, Range<usize>)>,
}

impl Address<'_> {
    /// The port that is dialled: the one written, or that of the scheme.
    pub fn dialled(&self) -> Option<u16> {
        let written = self.port.as_ref().map(|(port, _)| *port);
        written.or(match self.scheme {
            Some("http" | "ws") => Some(80),
            Some("https" | "wss") => Some(443),
            _ => None,
        })
    }

    /// True for a name that can be one of the cluster alone: `web.shop.svc`, `web.shop.svc.cluster.local`.
    pub fn is_full(&self) -> bool {
        is_full(self.host)
    }
}

/// Schemes behind which a host stands that the program connects to, sorted. Buckets, files and images are none.
const SCHEMES: [&str; 45] = [
    "amqp",
    "amqps",
    "bolt",
    "clickhouse",
    "couchbase",
    "couchdb",
    "grpc",
    "grpcs",
    "http",
    "https",
    "imap",
    "ldap",
    "ldaps",
    "mariadb",
    "memcached",
    "mongodb",
    "mqtt",
    "mqtts",
    "mysql",
    "nats",
    "neo4j",
    "otlp",
    "plaintext",
    "postgres",
    "postgresql",
    "pulsar",
    "redis",
    "rediss",
    "sasl_plaintext",
    "sasl_ssl",
    "sentinel",
    "sftp",
    "smtp",
    "smtps",
    "sqlserver",
    "ssl",
    "stomp",
    "syslog",
    "tcp",
    "tls",
    "udp",
    "ws",
    "wss",
    "zipkin",
    "zookeeper",
];

/// Where a word ends.
const DELIMITERS: &[char] = &['"', '\'', '`', '(', ')', '<', '>', ';', '|', '\\'];

/// The least number that counts as a port in `host:port`: below it stand versions of images.
const LEAST_PORT: u16 = 80;

/// The addresses of a text, in its order. Lines that are comments name none.
pub(super) fn addresses(text: &str) -> Vec<Address<'_>> {
    let mut found = Vec::new();
    if !text.contains([':', '.']) {
        return found;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with(['#', ';']) && !line.trim_start().starts_with("//") {
            words(text, at..at + line.len(), &mut found);
        }
        at += line.len();
    }
    found
}

/// The only word of a text, if it is a host: the value of `DB_HOST`.
pub(super) fn host_alone(text: &str) -> Option<Address<'_>> {
    is_host(text).then_some(Address { scheme: None, host: text, host_range: 0..text.len(), port: None })
}

fn words<'a>(text: &'a str, line: Range<usize>, found: &mut Vec<Address<'a>>) {
    let mut start = line.start;
    let is_delimiter = |letter: char| letter.is_whitespace() || DELIMITERS.contains(&letter);
    for word in text[line].split_inclusive(is_delimiter) {
        let trimmed = word.trim_end_matches(is_delimiter);
        // What stands behind `$(NAME)` is the rest of a word.
        if !trimmed.is_empty() && !text[..start].ends_with(')') {
            parts(text, start..start + trimmed.len(), found);
        }
        start += word.len();
    }
}

/// The parts of a word, which commas part: `mongodb://a,b,c:27017/db` has three hosts.
fn parts<'a>(text: &'a str, word: Range<usize>, found: &mut Vec<Address<'a>>) {
    let mut scheme: Option<&str> = None;
    let mut start = word.start;
    for part in text[word].split(',') {
        let range = start..start + part.len();
        start = range.end + 1;
        let begins = match part.find("://") {
            Some(colon) => {
                scheme = Some(scheme_before(&part[..colon]));
                range.start + colon + "://".len()
            }
            None if scheme.is_some() => range.start,
            None => {
                let end = part.find(['/', '?', '#']).unwrap_or(part.len());
                range.start + part[..end].rfind('=').map_or(0, |equals| equals + 1)
            }
        };
        let rest = &text[begins..range.end];
        let end = begins + rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let has_user = text[begins..end].rfind('@');
        let begins = has_user.map_or(begins, |at| begins + at + 1);
        let is_known = scheme.is_none_or(is_known_scheme);
        found.extend(authority(text, begins..end, scheme).filter(|_| is_known));
        if end < range.end {
            scheme = None;
        }
    }
}

/// The scheme at the end of what stands before `://`: `mysql` of `jdbc:mysql`.
fn scheme_before(text: &str) -> &str {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '_');
    let start = text.rfind(|letter| !is_part(letter)).map_or(0, |before| before + 1);
    text.get(start..).unwrap_or("")
}

/// True for one of [`SCHEMES`], and for one with a driver: `postgresql+psycopg2`.
fn is_known_scheme(scheme: &str) -> bool {
    scheme.to_ascii_lowercase().split('+').any(|part| SCHEMES.binary_search(&part).is_ok())
}

/// `host`, or `host:port`.
fn authority<'a>(text: &'a str, range: Range<usize>, scheme: Option<&'a str>) -> Option<Address<'a>> {
    let (host, port) = match text[range.clone()].split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (&text[range.clone()], None),
    };
    let port = match port {
        Some(digits) => {
            let start = range.start + host.len() + 1;
            Some((digits.parse::<u16>().ok()?, start..start + digits.len()))
        }
        None => None,
    };
    let is_certain = match (scheme, &port) {
        (Some(_), _) => true,
        (None, Some((port, _))) => *port >= LEAST_PORT,
        (None, None) => is_full(host),
    };
    let host_range = range.start..range.start + host.len();
    (is_certain && is_host(host)).then_some(Address { scheme, host, host_range, port })
}

/// True for a name that can be one of the cluster alone: `web.shop.svc`, `web.shop.svc.cluster.local`.
fn is_full(host: &str) -> bool {
    let mut labels = host.split('.').skip(2);
    labels.next() == Some("svc") || labels.next() == Some("svc")
}

/// True for a DNS name that is no address and not the host itself.
fn is_host(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name != "localhost"
        && name.split('.').all(is_label)
        && name.rsplit('.').next().is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(address: &Address<'_>) -> String {
        let scheme = address.scheme.map(|scheme| format!("{scheme}://")).unwrap_or_default();
        let port = address.port.as_ref().map(|(port, _)| format!(":{port}")).unwrap_or_default();
        format!("{scheme}{}{port}", address.host)
    }

    #[test]
    fn addresses_are_found_where_they_are_certain() {
        let cases: [(&str, &[&str]); 24] = [
            ("http://web:8080/api?x=http", &["http://web:8080"]),
            ("https://web", &["https://web"]),
            ("jdbc:mysql://db:3306/shop?useSSL=false", &["mysql://db:3306"]),
            ("postgresql+psycopg2://u:p@db:5432/x", &["postgresql+psycopg2://db:5432"]),
            ("redis://:secret@cache:6379/0", &["redis://cache:6379"]),
            ("mongodb://m-0.m,m-1.m:27017/db?replicaSet=rs0", &["mongodb://m-0.m", "mongodb://m-1.m:27017"]),
            (
                "--initial-cluster=a=http://a.e:2380,b=http://b.e:2380",
                &["http://a.e:2380", "http://b.e:2380"],
            ),
            (
                "0@k-0.k.ns.svc.cluster.local:9093,1@k-1.k:9093",
                &["k-0.k.ns.svc.cluster.local:9093", "k-1.k:9093"],
            ),
            ("u:p@tcp(db:3306)/x", &["db:3306"]),
            ("-Dquery=web.shop.svc.cluster.local -Dx=1", &["web.shop.svc.cluster.local"]),
            ("policy.mesh.svc.cluster.local.:8090", &["policy.mesh.svc.cluster.local.:8090"]),
            ("sh -c 'wget -q http://web; done'", &["http://web"]),
            ("redis:6379", &["redis:6379"]),
            ("# http://old:80\nproxy_pass http://new:80;\n", &["http://new:80"]),
            ("http://$(HOST).etcd:2379", &[]),
            ("http://objects-{0...3}.objects.default.svc/data", &[]),
            ("http://10.0.0.1:80 http://[::1]:80 http://localhost:80", &[]),
            ("s3://bucket/key file:///etc/x git@github.com:a/b.git", &[]),
            ("redis:7 node:22 1000:1000 10:30", &[]),
            (".rabbitmq.broker.svc.cluster.local", &[]),
            ("rabbit@$(POD).rabbitmq.broker.svc.cluster.local", &[]),
            ("http://app_servers", &[]),
            ("prometheus.yml a.b.c", &[]),
            ("user:password", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = addresses(text).iter().map(written).collect();
            assert_eq!(found, expected, "{text}");
        }
        assert!(SCHEMES.is_sorted());
    }

    #[test]
    fn the_host_and_the_port_stand_where_they_are_said_to() {
        let text = "x=http://user@web.shop:8080/";
        let found = addresses(text).remove(0);
        assert_eq!(&text[found.host_range.clone()], "web.shop");
        assert_eq!(found.port.as_ref().map(|(_, range)| &text[range.clone()]), Some("8080"));
    }
}
