using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Tests.WholeApp;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Tests.Browser;

/// <summary>Accounts of a host, and people who are signed in with them.</summary>
internal static class People
{
    /// <summary>Makes an account and gives its first password.</summary>
    public static async Task<string> CreateAsync(WebHost host, string name, Role role) =>
        (await host.Services.GetRequiredService<UserAdministration>().CreateAsync(Actor.System, name, role, CancellationToken.None)).Value;

    /// <summary>Somebody who has signed in and chosen a password.</summary>
    public static async Task<WebSession> SignInAsync(WebHost host, string name, Role role)
    {
        var session = new WebSession(host.Address);
        await session.SignInAsync(name, await CreateAsync(host, name, role));
        await session.ChoosePasswordAsync();
        return session;
    }
}
