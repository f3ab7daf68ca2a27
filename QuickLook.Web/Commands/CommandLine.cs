using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using QuickLook.Core.Results;

namespace QuickLook.Web.Commands;

/// <summary>The command line of the executable: <c>quicklook VERB [options]</c>; without a verb it serves.</summary>
public static class CommandLine
{
    private const string DefaultVerb = "serve";
    private static readonly string[] RootOptions = ["--help", "-h", "-?", "/?", "--version"];

    /// <summary>All verbs of the executable, as its help lists them.</summary>
    public static IReadOnlyList<IVerb> Verbs { get; } =
    [
        new ServeVerb(),
        new ReduceVerb(),
        new InspectVerb(),
        new SimulateVerb(),
        new GenerateVerb(),
        new ProcessVerb(),
        new ImportVerb(),
        new BenchVerb(),
        new RunCameraVerb(),
        new ResetPasswordVerb(),
    ];

    /// <summary>Runs the process's command line until it is done or the process is asked to end.</summary>
    /// <param name="args">Arguments of the process.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var ending = new EndOfProcess();
        return await RunAsync(args, CommandConsole.OfProcess(), Verbs, ending.Token);
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="args">Arguments.</param>
    /// <param name="console">Where it reads and writes.</param>
    /// <param name="verbs">What it knows.</param>
    /// <param name="cancellationToken">Ends the verb.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        CommandConsole console,
        IReadOnlyList<IVerb> verbs,
        CancellationToken cancellationToken
    )
    {
        var root = new RootCommand("QuickLook: live quick-look data quality for a fiber spectrograph. Without a verb it serves.");
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb.Describe(console));
        }

        var parsed = root.Parse(WithDefaultVerb(args));
        if (parsed.Action is ParseErrorAction or null)
        {
            Complain(parsed, console.Error);
            return ExitCode.Usage;
        }

        // Signals are handled once for all verbs, by EndOfProcess and, when serving, by the host.
        var configuration = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await console.Error.WriteLineAsync("quicklook: ended before it was done, as it was asked to");
            return ExitCode.Failed;
        }
    }

    private static string[] WithDefaultVerb(string[] args) =>
        args.Length == 0 || (args[0].StartsWith('-') && !RootOptions.Contains(args[0])) ? [DefaultVerb, .. args] : args;

    private static void Complain(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(verb => verb.Name).Concat(command.Options.Select(option => option.Name)).ToArray();
        foreach (var token in parsed.UnmatchedTokens)
        {
            var thing =
                token.StartsWith('-') ? "option"
                : command is RootCommand ? "verb"
                : "argument";
            error.WriteLine($"quicklook: '{token}' is not a known {thing}{Spelling.Hint(token, known)}");
        }

        if (parsed.UnmatchedTokens.Count == 0)
        {
            foreach (var problem in parsed.Errors)
            {
                error.WriteLine($"quicklook: {problem.Message}");
            }
        }

        var verbName = command is RootCommand ? string.Empty : $"{command.Name} ";
        error.WriteLine($"Try: quicklook {verbName}--help");
    }
}
