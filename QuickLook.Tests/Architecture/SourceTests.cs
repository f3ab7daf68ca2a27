using System.Text.RegularExpressions;
using System.Xml.Linq;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Architecture;

/// <summary>House rules that are seen in the files rather than in compiled code.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 600;

    private static readonly string[] SourceEndings = [".cs", ".razor", ".css", ".js", ".sh"];
    private static readonly string[] BinaryEndings = [".gz", ".fz", ".fits", ".png", ".woff2", ".ico", ".jpg"];

    // Addresses that may stand in the repository: names of schemas and projects, the machine itself, and where to read more or to look further.
    private static readonly string[] KnownHosts =
    [
        "localhost",
        "127.0.0.1",
        "0.0.0.0",
        "dotnet.microsoft.com",
        "github.com",
        "fits.gsfc.nasa.gov",
        "keepachangelog.com",
        "semver.org",
        "www.w3.org",
        "www.sphinx-doc.org",
        "docs.docker.com",
        "www.postgresql.org",
        "www.legacysurvey.org", // the sky viewer that fibers link to; nothing is fetched from it
    ];

    private static IEnumerable<string> Sources =>
        Repository.Files.Where(path =>
            SourceEndings.Contains(Path.GetExtension(path))
            && !path.Contains("/Migrations/", StringComparison.Ordinal)
            && !path.Contains("/lib/", StringComparison.Ordinal)
        );

    private static IEnumerable<string> Texts =>
        Repository.Files.Where(path =>
            !BinaryEndings.Contains(Path.GetExtension(path)) && !path.StartsWith("QuickLook.Tests/Golden/", StringComparison.Ordinal)
        );

    [Fact]
    public void No_source_file_is_longer_than_600_lines() =>
        Sources.Select(path => (path, Repository.Lines(path).Length)).Where(file => file.Length > LongestFile).ShouldBeEmpty();

    [Fact]
    public void No_source_promises_to_be_finished_later() =>
        Find(Sources.Where(path => !path.EndsWith("/SourceTests.cs", StringComparison.Ordinal)), Promise()).ShouldBeEmpty();

    [Fact]
    public void No_path_of_a_developers_machine_is_in_the_repository() => Find(Texts, MachinePath()).ShouldBeEmpty();

    [Fact]
    public void No_address_stands_in_the_repository_but_known_ones()
    {
        var unknown = Texts.SelectMany(path =>
            Repository
                .Lines(path)
                .SelectMany(line => Address().Matches(line))
                .Select(match => match.Groups["host"].Value)
                .Where(host => !KnownHosts.Contains(host))
                .Select(host => $"{path}: {host}")
        );

        unknown.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Every_public_type_of_Core_is_documented()
    {
        var assembly = typeof(Failure).Assembly;
        var documentation = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        var summaries = documentation
            .Descendants("member")
            .Where(member => member.Element("summary") is { } summary && !string.IsNullOrWhiteSpace(summary.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();

        var bare = assembly
            .GetExportedTypes()
            .Where(type => type.Namespace?.Contains(".Migrations", StringComparison.Ordinal) != true)
            .Select(type => "T:" + type.FullName!.Replace('+', '.'))
            .Where(name => !summaries.Contains(name));

        summaries.Count.ShouldBeGreaterThan(20);
        bare.ShouldBeEmpty();
    }

    private static IEnumerable<string> Find(IEnumerable<string> paths, Regex pattern) =>
        paths.SelectMany(path =>
            Repository
                .Lines(path)
                .Select((line, index) => (line, index))
                .Where(entry => pattern.IsMatch(entry.line))
                .Select(entry => $"{path}:{entry.index + 1}: {entry.line.Trim()}")
        );

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Promise();

    [GeneratedRegex(
        @"(?<![\w.}*])/(home|Users)/\w|(?<![\w.}*$])/(work|root)/\w|[A-Z]:\\Users",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"\b(https?|wss?|git)://(?<host>[A-Za-z0-9][A-Za-z0-9.-]*)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Address();
}
