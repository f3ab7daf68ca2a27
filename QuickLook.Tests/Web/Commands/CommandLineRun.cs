using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

/// <summary>What a command line did: exit code and both outputs. Runs in this process, with an environment of its own.</summary>
public sealed record CommandLineRun(int ExitCode, string Out, string Error)
{
    public static Task<CommandLineRun> OfAsync(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        OfAsync(environment, CancellationToken.None, args);

    public static async Task<CommandLineRun> OfAsync(
        IReadOnlyDictionary<string, string> environment,
        CancellationToken asked,
        params string[] args
    )
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var console = new CommandConsole(output, error, name => environment.GetValueOrDefault(name));
        var code = await CommandLine.RunAsync(args, console, CommandLine.Verbs, asked);
        return new CommandLineRun(code, output.ToString(), error.ToString());
    }

    public static Task<CommandLineRun> OfAsync(params string[] args) => OfAsync(new Dictionary<string, string>(), args);
}
