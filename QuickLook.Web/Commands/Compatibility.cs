using System.CommandLine;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Web.Hosting;

namespace QuickLook.Web.Commands;

/// <summary>Which profile of the engine the command line or the environment asks for.</summary>
internal static class Compatibility
{
    private const string OptionName = "--compat";

    /// <summary>The option.</summary>
    public static Option<EngineProfile?> Option() =>
        new(OptionName)
        {
            Description =
                $"Follow another program's numbers and rules where they differ: {EngineProfile.Desispec}; default: ${ServiceEnvironment.Compat} or off",
            HelpName = "NAME",
            CustomParser = result =>
            {
                if (EngineProfile.Parse(result.Tokens[0].Value).TryGet(out var profile, out var failure))
                {
                    return profile;
                }

                result.AddError($"{OptionName}: {failure.Reason}");
                return null;
            },
        };

    /// <summary>The option's profile, else that of the environment, else the default.</summary>
    /// <param name="asked">What the option says; null when it was not given.</param>
    /// <param name="console">For the environment.</param>
    public static Result<EngineProfile> Choose(EngineProfile? asked, CommandConsole console)
    {
        if (asked is not null)
        {
            return asked;
        }

        if (console.Environment(ServiceEnvironment.Compat) is not { } name || string.IsNullOrWhiteSpace(name))
        {
            return EngineProfile.QuickLook;
        }

        var profile = EngineProfile.Parse(name);
        return profile.IsSuccess ? profile : profile.Failure.In(ServiceEnvironment.Compat);
    }
}
