using System.CommandLine;

namespace QuickLook.Web.Commands;

/// <summary><c>serve</c>: the web application, until the process is asked to end.</summary>
internal sealed class ServeVerb : IVerb
{
    private readonly string[] hostArguments;

    /// <param name="args">Arguments of the process; without the verb they are configuration for the host.</param>
    public ServeVerb(string[] args) => hostArguments = args is ["serve", .. var rest] ? rest : args;

    public Command Describe(CommandConsole console)
    {
        var command = new Command("serve", "Serves the screens (the default verb).") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(
            async (_, cancellationToken) =>
            {
                var builder = WebApplication.CreateBuilder(hostArguments);
                await using var app = builder.Build();
                await app.RunAsync(cancellationToken);
                return ExitCode.Success;
            }
        );
        return command;
    }
}
