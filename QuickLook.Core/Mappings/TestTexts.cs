using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings;

/// <summary>What operators read about a test.</summary>
/// <param name="Help">What it means; empty when nobody wrote it.</param>
/// <param name="Action">What to do when it alarms; empty when nobody wrote it.</param>
public sealed record TestTexts(string Help, string Action)
{
    /// <summary>Longest of each, characters.</summary>
    public const int Longest = 2000;

    /// <summary>The texts of a test.</summary>
    /// <param name="test">The test.</param>
    public static TestTexts Of(TestMapping test) => new(test.Help, test.Action);

    /// <summary>As they are kept: without space at the ends, one kind of line end.</summary>
    /// <returns>The texts, or which one is too long or holds what is no text.</returns>
    public Result<TestTexts> Tidy()
    {
        var tidy = new TestTexts(Tidy(Help), Tidy(Action));
        var fault = Fault("what it is", tidy.Help) ?? Fault("what to do", tidy.Action);
        return fault is null ? tidy : fault;
    }

    private static string Tidy(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\t', ' ').Trim();

    private static Failure? Fault(string name, string text) =>
        text.Length > Longest ? new Failure($"'{name}' has {text.Length} characters; {Longest} are the most")
        : text.Any(letter => char.IsControl(letter) && letter != '\n') ? new Failure($"'{name}' holds a control character")
        : null;
}
