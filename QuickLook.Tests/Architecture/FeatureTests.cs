using System.Reflection;
using System.Text.RegularExpressions;

namespace QuickLook.Tests.Architecture;

/// <summary>docs/features.md tells of every feature, and tells the truth about its tests.</summary>
public sealed partial class FeatureTests
{
    private static readonly IReadOnlyList<Row> Rows = [.. Repository.Lines("docs/features.md").Select(Row.Read).OfType<Row>()];

    [Fact]
    public void No_feature_of_the_requirements_is_missing_or_told_twice()
    {
        var expected = Repository.Lines("QuickLook.Tests/Architecture/feature-ids.txt");

        expected.Length.ShouldBe(210);
        Rows.Select(row => row.Id).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void Every_state_is_one_of_four() => Rows.Where(row => !KnownState().IsMatch(row.State)).ShouldBeEmpty();

    [Fact]
    public void What_is_done_names_its_test() => Rows.Where(row => row.State == "done" && row.Tests.Count == 0).ShouldBeEmpty();

    [Fact]
    public void What_is_partly_done_or_left_out_says_why() =>
        Rows.Where(row => row.State is "partly" or "left out" && row.Remark.Length < 20).ShouldBeEmpty();

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = typeof(FeatureTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .ToHashSet();

        Rows.SelectMany(row => row.Tests.Select(test => (row.Id, test))).Where(named => !tests.Contains(named.test)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^(done|partly|later|later \(issue \d+\)|left out)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KnownState();

    /// <summary>A line of one of the tables.</summary>
    private sealed partial record Row(string Id, string Feature, string State, string Remark)
    {
        /// <summary>Tests in the remark, written in code type as class and method: <c>`NightTests.Name_of_the_test`</c>.</summary>
        public IReadOnlyList<string> Tests => [.. NamedTest().Matches(Remark).Select(match => match.Groups["test"].Value)];

        public static Row? Read(string line)
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            return cells.Length == 6 && cells[1].StartsWith("F-", StringComparison.Ordinal)
                ? new Row(cells[1], cells[2], cells[3], cells[4])
                : null;
        }

        [GeneratedRegex(@"`(?<test>\w+Tests\.\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex NamedTest();
    }
}
