using System.CommandLine;
using QuickLook.Core.Pipeline.Engines;

namespace QuickLook.Web.Commands;

/// <summary>
/// <c>run-camera</c>: runs one camera for another process of this program and ends. Not for people, so help does not show it; what to run comes on
/// standard input.
/// </summary>
internal sealed class RunCameraVerb : IVerb
{
    /// <summary>Its name.</summary>
    public const string Name = "run-camera";

    public Command Describe(CommandConsole console)
    {
        var command = new Command(Name, "Runs one camera for another process of this program.") { Hidden = true };
        command.SetAction(async (_, cancellationToken) => await RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        var child = new NativeChild(input, output, TimeProvider.System, () => Environment.Exit(ExitCode.Failed));
        return await child.RunAsync(cancellationToken) ? ExitCode.Success : ExitCode.Usage;
    }
}
