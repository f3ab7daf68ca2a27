using QuickLook.Core.Pipeline.Engines.Commands;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Pipeline.Engines.Commands;

public class CommandTextTests
{
    [Theory]
    [InlineData("--night={night}", "--night=<night>")]
    [InlineData("{night}/{expid8}", "<night>/<expid8>")]
    [InlineData("{config:/opt/ql}", "<config /opt/ql>")]
    [InlineData("{{night}}", "{night}")]
    [InlineData("{{{night}}}", "{<night>}")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void Placeholders_get_their_values_and_doubled_braces_mean_themselves(string text, string expected) =>
        Expand(text, Named).Value.ShouldBe(expected);

    [Fact]
    public void A_value_is_never_looked_at_again() =>
        Expand("{raw}", (_, _) => "/data/{night}/$(rm -rf)").Value.ShouldBe("/data/{night}/$(rm -rf)");

    [Fact]
    public void A_value_that_cannot_be_had_is_the_failure_of_all() =>
        Expand("{night}", (_, _) => new Failure("no night")).Failure!.Reason.ShouldBe("no night");

    private static Result<string> Named(string name, string detail) => detail.Length == 0 ? $"<{name}>" : $"<{name} {detail}>";

    private static Result<string> Expand(string text, Func<string, string, Result<string>> valueOf) =>
        CommandText.Parse(text).Then(parsed => parsed.Expand(valueOf));
}
