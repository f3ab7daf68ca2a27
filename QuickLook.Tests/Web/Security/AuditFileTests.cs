using QuickLook.Core.Storage.Service;
using QuickLook.Web.Security;

namespace QuickLook.Tests.Web.Security;

public sealed class AuditFileTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 26, 3, 4, 5, 678, TimeSpan.Zero);

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    public void A_name_that_somebody_typed_is_no_formula_in_a_spreadsheet(string typed, string written) =>
        Row(new AuditEntry(1, At, typed, "sign-in.failed", "no such name")).ShouldContain($",\"{written}\",");

    [Fact]
    public void Commas_quotes_and_line_ends_stay_inside_of_their_cell() =>
        Row(new AuditEntry(1, At, "vera", "user.create", "a, \"b\"\nc", "127.0.0.1"))
            .ShouldBe("2026-11-26T03:04:05.678Z,vera,user.create,\"a, \"\"b\"\"\nc\",127.0.0.1");

    [Fact]
    public void The_period_of_the_address_includes_both_days_and_what_is_no_day_leaves_it_open()
    {
        var filter = new AuditQuery(" vera ", null, null, "2026-11-25", "2026-11-26").Filter;

        filter.Actor.ShouldBe("vera");
        filter.From.ShouldBe(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));
        filter.Before.ShouldBe(new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero));
        new AuditQuery(null, null, null, "yesterday", "2026-13-01").Filter.ShouldBe(new AuditFilter());
    }

    [Fact]
    public void In_words_it_says_what_was_asked_for() =>
        new AuditQuery("vera", "", " x ", null, null).ToString().ShouldBe("actor vera, text x");

    private static string Row(AuditEntry entry)
    {
        var text = AuditFile.Write([entry]);
        text.ShouldStartWith("time_utc,actor,action,detail,source\r\n");
        return text["time_utc,actor,action,detail,source\r\n".Length..].TrimEnd('\r', '\n');
    }
}
