namespace QuickLook.Web.Commands;

/// <summary>What a verb sees of the world around the process; tests bring their own.</summary>
/// <param name="Out">Standard output: the result, and with <c>--json</c> nothing but one JSON document.</param>
/// <param name="Error">Standard error: progress, logs and complaints.</param>
/// <param name="Environment">Looks an environment variable up; null when it is unset.</param>
public sealed record CommandConsole(TextWriter Out, TextWriter Error, Func<string, string?> Environment)
{
    /// <summary>The process's own.</summary>
    public static CommandConsole OfProcess() => new(Console.Out, Console.Error, System.Environment.GetEnvironmentVariable);
}
