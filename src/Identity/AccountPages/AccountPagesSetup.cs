using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Pmo.Identity.RateLimits;

namespace Pmo.Identity.AccountPages;

internal static class AccountPagesSetup
{
    /// <summary>Registers the pages of this folder, and no others whatever the process is made of.</summary>
    public static void AddAccountPages(this IServiceCollection services, IdentityOptions options)
    {
        services.AddHttpContextAccessor().AddScoped<PageLanguage>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = options.IsHttps ? "__Host-pmo-form" : "pmo-form";
            antiforgery.Cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            antiforgery.Cookie.Path = "/";

            // A client's page leads to the sign-in page; with Strict, that would end the forms that are open in other tabs.
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            antiforgery.FormFieldName = "form";
            antiforgery.HeaderName = null;
            antiforgery.SuppressXFrameOptionsHeader = true; // PageHeaders sets a stricter one
        });
        services
            .AddRazorPages(pages => pages.RootDirectory = "/AccountPages")
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<ExpiredForm>();

                // Fields have plain names: the others of the framework's read jQuery's brackets and throw at one that is not closed.
                mvc.ValueProviderFactories.Clear();
                mvc.ValueProviderFactories.Add(new FormValueProviderFactory());
                mvc.ValueProviderFactories.Add(new QueryStringValueProviderFactory());
            })
            .ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                foreach (var part in new ConsolidatedAssemblyApplicationPartFactory().GetApplicationParts(typeof(AccountPagesSetup).Assembly))
                {
                    parts.ApplicationParts.Add(part);
                }
            });
    }

    /// <summary><c>/account</c> and all below it.</summary>
    public static void MapAccountPages(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IdentityOptions>();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase),
            account => account.Use((context, next) => PageHeaders.ApplyAsync(context, next, options)));
        app.MapGet(StyleSheet.Path, StyleSheet.Get);
        app.MapRazorPages().LimitRate(RatePolicies.Login);
    }
}
