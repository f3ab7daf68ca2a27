using System.CommandLine;

namespace QuickLook.Web.Commands;

/// <summary>One verb of the command line, such as <c>reduce</c>: its options and what it does. Thin; the work is done by Core.</summary>
public interface IVerb
{
    /// <summary>Name, help, options, and the action that returns an <see cref="ExitCode"/>.</summary>
    /// <param name="console">Where the action reads and writes.</param>
    Command Describe(CommandConsole console);
}
